using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Gates;

/// <summary>What became of the probes of one endpoint in some time.</summary>
/// <param name="Due">How many were due by their schedule.</param>
/// <param name="Failed">How many of these failed.</param>
/// <param name="Missed">For how many the prober itself was too late.</param>
/// <param name="Doubted">How many failed while the control endpoint failed, too.</param>
/// <param name="FirstFailure">The first failure in a few words; empty when there was none.</param>
public sealed record ProbeCount(long Due, long Failed, long Missed, long Doubted, string FirstFailure)
{
    /// <summary>No probe.</summary>
    public static ProbeCount None { get; } = new(0, 0, 0, 0, "");

    /// <summary>Probes that show something.</summary>
    [JsonIgnore]
    public long Seen => Due - Missed - Doubted;

    /// <summary>Counts probes against their schedule: one that was due and of which nothing is known was missed. Pure.</summary>
    /// <param name="due">How many were due.</param>
    /// <param name="probes">Those of which something is known; no more than were due.</param>
    public static ProbeCount Of(long due, IEnumerable<Probe> probes)
    {
        var known = probes.Aggregate(None, (count, probe) => count.With(probe));
        return known with { Due = due, Missed = known.Missed + due - known.Due };
    }

    /// <summary>With one more probe that was due.</summary>
    public ProbeCount With(Probe probe) => probe.Outcome switch
    {
        ProbeOutcome.Good => this with { Due = Due + probe.Count },
        ProbeOutcome.Missed => this with { Due = Due + probe.Count, Missed = Missed + probe.Count },
        ProbeOutcome.Doubted => this with { Due = Due + probe.Count, Doubted = Doubted + probe.Count },
        _ => this with { Due = Due + probe.Count, Failed = Failed + probe.Count, FirstFailure = FirstFailure.Length > 0 ? FirstFailure : probe.Failure },
    };

    /// <summary>Both together.</summary>
    public ProbeCount Plus(ProbeCount other) => new(
        Due + other.Due, Failed + other.Failed, Missed + other.Missed, Doubted + other.Doubted, FirstFailure.Length > 0 ? FirstFailure : other.FirstFailure);
}
