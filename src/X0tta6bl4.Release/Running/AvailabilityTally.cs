using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Running;

/// <summary>Counts a run's probes by endpoint for whoever watches, and says how they stand: with the first probe of an endpoint, with every failure, and otherwise once a second.</summary>
/// <param name="log">Where it is shown.</param>
/// <param name="time">The clock.</param>
sealed class AvailabilityTally(ReleaseLog log, TimeProvider time)
{
    static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly Dictionary<string, (ProbeCount Count, long Shown)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a probe.</summary>
    public void Add(Probe probe)
    {
        if (With(probe) is { } figure)
        {
            log.Show(figure);
        }
    }

    // Null when nothing is to be shown.
    AvailabilityFigure? With(Probe probe)
    {
        lock (gate)
        {
            var known = counts.TryGetValue(probe.Target, out var before);
            var count = (known ? before.Count : ProbeCount.None).With(probe);
            var due = !known || probe.Outcome == ProbeOutcome.Failed || time.GetElapsedTime(before.Shown) >= Spacing;
            counts[probe.Target] = (count, due ? time.GetTimestamp() : before.Shown);
            return due ? new AvailabilityFigure(probe.Target, count) : null;
        }
    }
}
