using System.Collections.Frozen;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What the judge needs of an Event: what components say of an object and keep in no status.</summary>
/// <param name="Subject">uid of the object that it is about.</param>
/// <param name="Name">Name of that object.</param>
/// <param name="Reason">The event's reason.</param>
/// <param name="Message">The event's message.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="First">When it happened first.</param>
/// <param name="Last">When it happened last.</param>
sealed record EventFacts(string Subject, string Name, string Reason, string Message, int Count, DateTimeOffset First, DateTimeOffset Last)
{
    static readonly FrozenSet<string> Telling = new[]
    {
        "Failed", "Pulling", "Pulled", "Killing", "FailedMount", "FailedAttachVolume", "FailedCreate", "SuccessfulCreate", "NodeNotReady", "Preempted", "TriggeredScaleUp", "Unhealthy",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads an Event; null for one that no rule asks for.</summary>
    public static EventFacts? Read(JsonObject manifest)
    {
        var reason = manifest.Text("reason");
        var last = manifest.Time("lastTimestamp") ?? manifest.Time("series", "lastObservedTime") ?? manifest.Time("eventTime") ?? manifest.Time("metadata", "creationTimestamp");
        return !Telling.Contains(reason) || last is not { } at ? null : new EventFacts(
            manifest.Text("involvedObject", "uid"),
            manifest.Text("involvedObject", "name"),
            reason,
            manifest.Text("message"),
            (int)(manifest.Number("count") ?? manifest.Number("series", "count") ?? 1),
            manifest.Time("firstTimestamp") ?? manifest.Time("eventTime") ?? at,
            at);
    }
}
