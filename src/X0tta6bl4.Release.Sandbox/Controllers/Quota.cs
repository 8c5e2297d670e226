using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Whether the quotas of a namespace let another pod in: for the number of pods, and for the processors and memory that they ask for.</summary>
internal static class Quota
{
    /// <summary>What the API server says when they do not, or null. Needs the gate.</summary>
    public static string? Refusal(ObjectStore store, JsonObject pod)
    {
        var ns = pod.Namespace();
        foreach (var quota in store.List(ResourceKinds.ResourceQuotas, ns))
        {
            var over = Hard(quota.Value).Select(hard => (hard.Name, hard.Limit, Used: Used(store, ns, hard.Name), Wanted: Amount(pod, hard.Name)))
                .Where(hard => hard.Wanted is { } wanted && hard.Used + wanted > Quantity.Of(hard.Limit)).ToList();
            if (over.Count > 0)
            {
                return $"pods \"{pod.Name()}\" is forbidden: exceeded quota: {quota.Name}, requested: {string.Join(',', over.Select(o => $"{o.Name}={Text(o.Wanted!.Value)}"))}, "
                    + $"used: {string.Join(',', over.Select(o => $"{o.Name}={Text(o.Used)}"))}, limited: {string.Join(',', over.Select(o => $"{o.Name}={o.Limit}"))}";
            }
        }

        return null;
    }

    static IEnumerable<(string Name, string Limit)> Hard(JsonObject quota) =>
        (quota.At("spec", "hard") as JsonObject ?? []).Select(hard => (hard.Key, hard.Value?.ToString() ?? "")).OrderBy(hard => hard.Key, StringComparer.Ordinal);

    static decimal Used(ObjectStore store, string ns, string name) =>
        store.List(ResourceKinds.Pods, ns).Where(pod => pod.Value.Text("status", "phase") is not ("Failed" or "Succeeded")).Sum(pod => Amount(pod.Value, name) ?? 0);

    static decimal? Amount(JsonObject pod, string name) => name switch
    {
        "pods" or "count/pods" => 1,
        "cpu" or "memory" => PodRequests.Of(pod, "requests", name),
        "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory" => PodRequests.Of(pod, name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]),
        _ => null,
    };

    static string Text(decimal amount) => amount == decimal.Truncate(amount) ? amount.ToString("0", CultureInfo.InvariantCulture) : $"{(amount * 1000).ToString("0", CultureInfo.InvariantCulture)}m";
}
