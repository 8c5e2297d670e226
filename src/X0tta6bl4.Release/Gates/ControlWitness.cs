namespace X0tta6bl4.Release.Gates;

/// <summary>Keeps a failed probe back until the control endpoint has said whether this machine and its network were well at that time. One caller at a time.</summary>
/// <param name="spacing">Distance between two probes of the control endpoint; above zero.</param>
public sealed class ControlWitness(TimeSpan spacing)
{
    // Longer than any probe takes, and than the longest wait for its settlement.
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    readonly List<Probe> waiting = [];
    readonly List<Probe> failures = [];

    /// <summary>Failed probes that nothing is known of yet.</summary>
    public int Waiting => waiting.Count;

    /// <summary>A probe of an endpoint has failed.</summary>
    public void Failed(Probe probe) => waiting.Add(probe);

    /// <summary>A probe of the control endpoint has ended. The first one that was due after a failure says of it what is known then.</summary>
    /// <returns>The probes that are settled by it: failed, or doubted because the control endpoint failed at the same time.</returns>
    public IReadOnlyList<Probe> Seen(Probe control)
    {
        if (control.Outcome == ProbeOutcome.Failed)
        {
            failures.Add(control);
            failures.RemoveAll(old => old.Ended < control.Due - Memory);
        }

        if (control.Outcome == ProbeOutcome.Missed)
        {
            return [];
        }

        var settled = waiting.FindAll(probe => probe.Ended <= control.Due);
        waiting.RemoveAll(probe => probe.Ended <= control.Due);
        return [.. settled.Select(Settle)];
    }

    /// <summary>What is known has to do: settles every probe that still waits.</summary>
    public IReadOnlyList<Probe> SettleAll()
    {
        var all = waiting.ConvertAll(Settle);
        waiting.Clear();
        return all;
    }

    // Within the distance of two of its probes, nobody can tell when the control endpoint began and ended to fail.
    Probe Settle(Probe probe) => failures.Exists(control => control.Due <= probe.Ended + (spacing * 2) && control.Ended >= probe.Due - (spacing * 2))
        ? probe with { Outcome = ProbeOutcome.Doubted }
        : probe;
}
