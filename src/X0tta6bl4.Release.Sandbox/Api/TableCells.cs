using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Cells that take more than a field.</summary>
internal static class TableCells
{
    const string None = "<none>";
    const int ShownAddresses = 3;

    public static string Labels(JsonNode? labels) =>
        labels is JsonObject { Count: > 0 } map ? string.Join(',', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")) : None;

    public static JsonNode? PodState(JsonObject pod)
    {
        var states = pod.Items("status", "containerStatuses").Select(c => c.Text("state", "waiting", "reason") ?? c.Text("state", "terminated", "reason"));
        return pod.IsTerminating() ? "Terminating" : states.FirstOrDefault(s => s is not null) ?? pod.Text("status", "phase");
    }

    public static JsonNode? Ports(JsonObject service) => service.Items("spec", "ports").ToList() is { Count: > 0 } ports
        ? string.Join(',', ports.Select(p => $"{p.Number("port")}{(p.Number("nodePort") is { } node ? $":{node}" : "")}/{p.Text("protocol")}")) : None;

    public static int Entries(JsonObject o, string field) => o[field] is JsonObject map ? map.Count : 0;

    public static JsonNode? Addresses(JsonObject endpoints)
    {
        var all = endpoints.Items("subsets").SelectMany(s => s.Items("ports").DefaultIfEmpty([]).SelectMany(
            p => s.Items("addresses").Select(a => p.Number("port") is { } port ? $"{a.Text("ip")}:{port}" : a.Text("ip")))).ToList();
        return all.Count == 0 ? None : string.Join(',', all.Take(ShownAddresses)) + (all.Count > ShownAddresses ? $" + {all.Count - ShownAddresses} more..." : "");
    }

    public static JsonNode? Quota(JsonObject quota) => string.Join(", ", (quota.At("status", "hard") as JsonObject ?? [])
        .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {quota.At("status", "used", h.Key)}/{h.Value}"));

    public static JsonNode? Age(JsonObject o, DateTimeOffset now) => Since(o.Time("metadata", "creationTimestamp"), now);

    public static JsonNode? LastSeen(JsonObject o, DateTimeOffset now) =>
        Since(o.Time("series", "lastObservedTime") ?? o.Time("lastTimestamp") ?? o.Time("eventTime") ?? o.Time("metadata", "creationTimestamp"), now);

    static string Since(DateTimeOffset? time, DateTimeOffset now)
    {
        var age = now - (time ?? now);
        return age < TimeSpan.FromMinutes(2) ? $"{(int)age.TotalSeconds}s"
            : age < TimeSpan.FromHours(3) ? $"{(int)age.TotalMinutes}m"
            : age < TimeSpan.FromDays(2) ? $"{(int)age.TotalHours}h" : $"{(int)age.TotalDays}d";
    }
}
