using System.Globalization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>What the probes of an endpoint say of its availability, with the bound of the claim. Pure.</summary>
public static class AvailabilityAssessment
{
    /// <summary>Judges a count. Probes that show nothing count as bad when judging a pass, and as good when judging a failure.</summary>
    /// <param name="probe">How the endpoint is watched.</param>
    /// <param name="count">What became of its probes.</param>
    public static Assessment Of(AvailabilityProbe probe, ProbeCount count)
    {
        var most = probe.FailedAtMost * count.Due;
        var verdict = count.Seen <= 0 && count.Failed == 0 ? Verdict.NoEvidence
            : count.Failed > most ? Verdict.Failed
            : count.Due - count.Seen + count.Failed > most ? Verdict.Inconclusive
            : Verdict.Passed;
        return new Assessment(verdict, $"at most {Share(probe.FailedAtMost)} of the requests failed", Text(probe, count));
    }

    // Much less than for a claim: the question is put again with every failure, and once wrong is wrong for good.
    const double EarlyError = 0.001;

    /// <summary>True as soon as more probes fail than may, with 99.9 % confidence: then there is nothing to wait for.</summary>
    /// <param name="probe">How the endpoint is watched.</param>
    /// <param name="count">What became of its probes so far.</param>
    public static bool IsBeyondDoubt(AvailabilityProbe probe, ProbeCount count) =>
        count.Failed > probe.FailedAtMost * count.Seen && Proportion.Lower(count.Failed, count.Seen, EarlyError) > probe.FailedAtMost;

    /// <summary>A count in a few words, without its bound.</summary>
    public static string Short(ProbeCount count) => $"{Count(count.Failed)} of {Count(count.Seen)} requests failed{First(count)}{Unseen(count)}";

    static string Text(AvailabilityProbe probe, ProbeCount count) => count.Seen <= 0
        ? $"no request showed anything{Unseen(count)}"
        : $"{Short(count)}: {Bound(count)} with 95 % confidence (Clopper-Pearson); outages shorter than {Math.Ceiling(probe.Spacing.TotalMilliseconds).ToString("0", CultureInfo.InvariantCulture)} ms can be missed";

    static string Bound(ProbeCount count) => count.Failed == 0
        ? $"at most {Share(Proportion.Upper(0, count.Seen))}"
        : $"{Share(Proportion.Lower(count.Failed, count.Seen))} or more, and {Share(Proportion.Upper(count.Failed, count.Seen))} or less, each";

    static string First(ProbeCount count) => count.Failed == 0 ? "" : $" (the first: {count.FirstFailure})";

    static string Unseen(ProbeCount count) =>
        (count.Missed > 0 ? $", {Count(count.Missed)} more were due and the prober itself was late" : "")
        + (count.Doubted > 0 ? $", {Count(count.Doubted)} more failed while the control endpoint failed, too" : "");

    static string Share(double share) => AmountText.Of(share, GateUnit.Share);

    static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
