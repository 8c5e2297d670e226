using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>ResourceQuotas: on numbers of objects, and on the processors and memory that pods ask for. Needs the gate.</summary>
internal static class Quotas
{
    // Kinds that have a name of their own in quotas; all kinds have count/PLURAL.GROUP.
    static readonly string[] Named = ["pods", "services", "secrets", "configmaps", "resourcequotas"];

    /// <exception cref="Rejection">The object is more than a quota of its namespace allows.</exception>
    public static void Check(ResourceKind kind, JsonObject made, Cluster cluster)
    {
        if (Refusal(kind, made, cluster) is { } refusal)
        {
            throw Rejection.Forbidden(kind, made.Name(), refusal);
        }
    }

    /// <summary>Why a new object is more than a quota of its namespace allows, or null.</summary>
    public static string? Refusal(ResourceKind kind, JsonObject made, Cluster cluster) => made.Namespace() is not { Length: > 0 } ns ? null
        : cluster.Store.List(ResourceKinds.ResourceQuotas, ns).Select(quota => Refusal(quota, kind, made, cluster)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>The status of a quota as the objects are now.</summary>
    public static JsonObject Status(JsonObject quota, Cluster cluster)
    {
        var hard = quota.At("spec", "hard") as JsonObject ?? [];
        var used = hard.Select(h => (h.Key, Used: Used(h.Key, quota.Namespace(), cluster))).Where(h => h.Used is not null).Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key, Text(h.Used!.Value)));
        return new() { ["hard"] = hard.DeepClone(), ["used"] = new JsonObject(used) };
    }

    static string? Refusal(StoredObject quota, ResourceKind kind, JsonObject made, Cluster cluster)
    {
        var over = (quota.Value.At("status", "hard") as JsonObject ?? []).OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => (Name: h.Key, Limit: h.Value?.ToString() ?? "", Wanted: Amount(h.Key, kind, made), Used: Used(h.Key, made.Namespace(), cluster) ?? 0))
            .Where(h => h.Wanted is { } wanted && h.Used + wanted > Quantity.Of(h.Limit)).ToList();
        return over.Count == 0 ? null
            : $"exceeded quota: {quota.Name}, requested: {string.Join(',', over.Select(h => $"{h.Name}={Text(h.Wanted!.Value)}"))}, "
                + $"used: {string.Join(',', over.Select(h => $"{h.Name}={Text(h.Used)}"))}, limited: {string.Join(',', over.Select(h => $"{h.Name}={h.Limit}"))}";
    }

    // What an object takes of a limit; null when the limit is about others.
    static decimal? Amount(string name, ResourceKind kind, JsonObject o) =>
        KindOf(name) is { } counted ? counted == kind ? 1 : null
        : kind == ResourceKinds.Pods && Requested(name) is var (list, resource) ? PodRequests.Of(o, list, resource)
        : null;

    static decimal? Used(string name, string ns, Cluster cluster) => (KindOf(name) ?? (Requested(name) is null ? null : ResourceKinds.Pods)) is not { } kind ? null
        : cluster.Store.List(kind, ns).Where(o => o.Value.Text("status", "phase") is not ("Succeeded" or "Failed")).Sum(o => Amount(name, kind, o.Value) ?? 0);

    static (string List, string Resource)? Requested(string name) => name switch
    {
        "cpu" or "memory" => ("requests", name),
        "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory" => (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]),
        _ => null,
    };

    static string Text(decimal amount) => amount == decimal.Truncate(amount) ? amount.ToString("0", CultureInfo.InvariantCulture) : $"{(amount * 1000).ToString("0", CultureInfo.InvariantCulture)}m";

    static ResourceKind? KindOf(string name)
    {
        var counted = name.StartsWith("count/", StringComparison.Ordinal) ? name["count/".Length..] : Named.Contains(name) ? name : null;
        return ResourceKinds.All.FirstOrDefault(k => k.QualifiedName == counted);
    }
}
