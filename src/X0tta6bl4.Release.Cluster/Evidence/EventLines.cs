using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Evidence;

/// <summary>Turns events into lines, without those that every pod has.</summary>
static class EventLines
{
    const int Most = 10;

    static readonly FrozenSet<string> Noise =
        new[] { "Scheduled", "Pulling", "Pulled", "Created", "Started", "SuccessfulCreate", "ScalingReplicaSet" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The last ten, oldest first.</summary>
    public static ImmutableArray<string> Of(JsonObject list) =>
    [
        .. list.Items("items")
            .Where(item => !Noise.Contains(item.Text("reason")))
            .OrderBy(item => item.Time("lastTimestamp") ?? item.Time("series", "lastObservedTime") ?? item.Time("eventTime"))
            .TakeLast(Most)
            .Select(Line),
    ];

    static string Line(JsonObject item)
    {
        var count = item.Number("count") ?? item.Number("series", "count") ?? 1;
        return Text.OneLine($"event {item.Text("type")} {item.Text("reason")}{(count > 1 ? $" x{count}" : "")}: {item.Text("message")}");
    }
}
