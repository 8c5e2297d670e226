using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>ResourceQuotas on numbers of objects. What pods ask for is not counted. Needs the gate.</summary>
internal static class Quotas
{
    // Kinds that have a name of their own in quotas; all kinds have count/PLURAL.GROUP.
    static readonly string[] Named = ["pods", "services", "secrets", "configmaps", "resourcequotas"];

    /// <exception cref="Rejection">One object more than a quota of its namespace allows.</exception>
    public static void Check(ResourceKind kind, JsonObject made, Cluster cluster)
    {
        foreach (var quota in cluster.Store.List(ResourceKinds.ResourceQuotas, made.Namespace()).Where(q => made.Namespace().Length > 0).ToList())
        {
            foreach (var (name, limit) in (quota.Value.At("status", "hard") as JsonObject ?? []).Where(h => KindOf(h.Key) == kind))
            {
                var used = Count(kind, made.Namespace(), cluster);
                if (Limit(limit) is { } most && used >= most)
                {
                    throw Rejection.Forbidden(kind, made.Name(), $"exceeded quota: {quota.Name}, requested: {name}=1, used: {name}={used}, limited: {name}={most}");
                }
            }
        }
    }

    /// <summary>The status of a quota as the objects are now.</summary>
    public static JsonObject Status(JsonObject quota, Cluster cluster)
    {
        var hard = quota.At("spec", "hard") as JsonObject ?? [];
        var used = hard.Where(h => KindOf(h.Key) is not null)
            .Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key, Count(KindOf(h.Key)!, quota.Namespace(), cluster).ToString(CultureInfo.InvariantCulture)));
        return new() { ["hard"] = hard.DeepClone(), ["used"] = new JsonObject(used) };
    }

    static int Count(ResourceKind kind, string ns, Cluster cluster) =>
        cluster.Store.List(kind, ns).Count(o => o.Value.Text("status", "phase") is not ("Succeeded" or "Failed"));

    static int? Limit(JsonNode? limit) => int.TryParse(limit?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    static ResourceKind? KindOf(string name)
    {
        var counted = name.StartsWith("count/", StringComparison.Ordinal) ? name["count/".Length..] : Named.Contains(name) ? name : null;
        return ResourceKinds.All.FirstOrDefault(k => k.QualifiedName == counted);
    }
}
