using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Evidence;

/// <summary>Events as a text for people, all of them, oldest first.</summary>
static class EventTable
{
    /// <summary>The events about some objects, one a line.</summary>
    /// <param name="list">Events of a namespace.</param>
    /// <param name="uids">uids of the objects.</param>
    public static string Of(JsonObject list, ImmutableHashSet<string> uids) => string.Concat(list.Items("items")
        .Where(item => uids.Contains(item.Text("involvedObject", "uid")))
        .OrderBy(At)
        .Select(item => $"{At(item)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-"} {item.Text("type")} {item.Text("reason")} {item.Text("involvedObject", "kind").ToLowerInvariant()}/{item.Text("involvedObject", "name")}{Count(item)}: {Text.OneLine(item.Text("message"))}\n"));

    static DateTimeOffset? At(JsonObject item) => item.Time("lastTimestamp") ?? item.Time("series", "lastObservedTime") ?? item.Time("eventTime");

    static string Count(JsonObject item) => (item.Number("count") ?? item.Number("series", "count") ?? 1) is var count and > 1 ? $" x{count}" : "";
}
