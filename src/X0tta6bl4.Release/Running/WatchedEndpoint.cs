using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Judges the probes of one endpoint while its release is watched. Between two questions that follow each other fast there are too few to judge by: then those before count, too.</summary>
/// <param name="probe">How it is probed.</param>
/// <param name="probes">Its probes.</param>
/// <param name="time">The clock.</param>
sealed class WatchedEndpoint(AvailabilityProbe probe, WatchProbes probes, TimeProvider time)
{
    static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    readonly Queue<(DateTimeOffset At, ProbeCount Count)> counts = new();

    /// <summary>Length of time by which answers may overlap.</summary>
    /// <param name="rule">The rule of the watch.</param>
    public static TimeSpan Overlap(WatchRule rule) => rule.Interval < Least ? Least : TimeSpan.Zero;

    /// <summary>Judges what was seen since the last question, or in the last ten seconds where that is longer.</summary>
    public Assessment Ask()
    {
        var now = time.GetUtcNow();
        counts.Enqueue((now, probes.Take(probe)));
        while (counts.Count > 1 && now - counts.Peek().At >= Least)
        {
            counts.Dequeue();
        }

        return AvailabilityAssessment.Of(probe, counts.Aggregate(ProbeCount.None, (sum, part) => sum.Plus(part.Count)));
    }
}
