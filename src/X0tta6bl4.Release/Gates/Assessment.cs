using System.Globalization;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>What a gate says of measurements, with its proof. Pure.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Wanted">What was expected, in words.</param>
/// <param name="Seen">What was measured, in words.</param>
public sealed record Assessment(Verdict Verdict, string Wanted, string Seen)
{
    /// <summary>Verdict, figure and expectation on one line.</summary>
    public string Message => $"{Seen}; wanted {Wanted}";

    /// <summary>Judges a measurement. What is missing, stale, or not one number never passes.</summary>
    /// <param name="gate">The question.</param>
    /// <param name="now">The answer.</param>
    /// <param name="baseline">The answer before the release; null when it was not measured.</param>
    public static Assessment Of(Gate gate, Measurement now, Measurement? baseline)
    {
        var wanted = Expectation(gate, baseline);
        if (now.Value is not { } value)
        {
            return new Assessment(now.Contradictory ? Verdict.Inconclusive : Verdict.NoEvidence, wanted, now.Trouble);
        }

        var seen = Shown(gate, now, value);
        if (now.Trouble.Length > 0)
        {
            return new Assessment(now.Contradictory ? Verdict.Inconclusive : Verdict.NoEvidence, wanted, $"{seen}, but {now.Trouble}");
        }

        return Doubt(gate, now, value) is { } doubt ? new Assessment(doubt.Verdict, wanted, $"{seen}, {doubt.Why}")
            : gate is { Unit: GateUnit.Share, Limit: GateLimit.AboveBaseline above } && RateComparison.Of(now, baseline) is { } comparison ? Compare(above, value, comparison, baseline, wanted, seen)
            : Limit(gate, baseline) is not { } limit ? new Assessment(Verdict.NoEvidence, wanted, $"{seen}, and no baseline to compare it with: {Missing(baseline)}")
            : new Assessment(IsWithin(gate, value, limit) ? Verdict.Passed : Verdict.Failed, wanted, seen + Difference(gate, value, baseline));
    }

    // Why the figure cannot be judged by, however good or bad it is; null when it can.
    static (Verdict Verdict, string Why)? Doubt(Gate gate, Measurement now, double value) =>
        value < 0 && gate.Unit != GateUnit.Number ? (Verdict.Inconclusive, "which cannot be: was a counter reset?")
        : now.Requests < gate.LeastRequests ? (Verdict.Inconclusive, $"too few to judge by: at least {Count(gate.LeastRequests)} are wanted")
        : gate.Samples is not { } wanted ? null
        : now.Age is not { } age || now.Samples is not { } samples ? (Verdict.NoEvidence, "and nobody knows from how many samples")
        : age > wanted.AgeAtMost ? (Verdict.NoEvidence, $"but the newest sample is {DurationText.Format(age)} old: at most {DurationText.Format(wanted.AgeAtMost)} is allowed")
        : samples < wanted.AtLeast ? (Verdict.Inconclusive, $"too few samples to judge by: at least {Count(wanted.AtLeast)} are wanted")
        : null;

    // Where both sides are counted, more than the limit must be more than chance; then a baseline without a failure says something, too.
    static Assessment Compare(GateLimit.AboveBaseline above, double value, RateComparison comparison, Measurement? baseline, string wanted, string seen)
    {
        var p = comparison.Above(1 + above.Share);
        var proof = $"{seen}{Difference(value, baseline)}; {RateComparison.Text(p)} ({RateComparison.Name})";
        return baseline?.Value is { } before && value <= before * (1 + above.Share) ? new Assessment(Verdict.Passed, wanted, proof)
            : p < RateComparison.Error ? new Assessment(Verdict.Failed, wanted, proof)
            : new Assessment(Verdict.Inconclusive, wanted, $"{proof}, too few to tell it from chance");
    }

    static string Shown(Gate gate, Measurement now, double value) =>
        AmountText.Of(value, gate.Unit) + (now.Requests is { } requests ? $" of {Count(requests)} requests" : "") + (now.Samples is { } samples ? $" in {Count(samples)} samples" : "")
        + (now.Series.Length > 0 ? $" for {now.Series}, the worst of {Count(gate.Series ?? 1)}" : "");

    static string Difference(Gate gate, double value, Measurement? baseline) => gate.Limit.NeedsBaseline ? Difference(value, baseline) : "";

    static string Difference(double value, Measurement? baseline) => baseline?.Value is not ({ } before and > 0) ? ""
        : value == before ? ", as the baseline"
        : $", {AmountText.Of(Math.Abs(value / before - 1), GateUnit.Share)} {(value > before ? "above" : "below")} the baseline";

    static string Missing(Measurement? baseline) => baseline switch
    {
        null => "it was not measured before the release",
        { Trouble.Length: > 0 } => baseline.Trouble,
        _ => "it was 0",
    };

    static bool IsWithin(Gate gate, double value, double limit) => gate.IsUpperLimit ? value <= limit : value >= limit;

    // A baseline that is itself in doubt is none.
    internal static double? Limit(Gate gate, Measurement? baseline) => (gate.Limit, baseline) switch
    {
        (GateLimit.AtMost most, _) => most.Value,
        (GateLimit.AtLeast least, _) => least.Value,
        // A share of nothing says nothing.
        (GateLimit.AboveBaseline above, { Value: { } before and > 0, Trouble: "" }) => before * (1 + above.Share),
        (GateLimit.BelowBaseline below, { Value: { } before and > 0, Trouble: "" }) => before * (1 - below.Share),
        _ => null,
    };

    /// <summary>What a gate expects, in words.</summary>
    /// <param name="gate">The question.</param>
    /// <param name="baseline">The answer before the release; null when it is not known yet.</param>
    public static string Expectation(Gate gate, Measurement? baseline)
    {
        var before = baseline?.Value is { } value ? $"the baseline of {AmountText.Of(value, gate.Unit)}" : "the baseline";
        return gate.Limit switch
        {
            GateLimit.AtMost most => $"at most {AmountText.Of(most.Value, gate.Unit)}",
            GateLimit.AtLeast least => $"at least {AmountText.Of(least.Value, gate.Unit)}",
            GateLimit.AboveBaseline above => $"at most {AmountText.Of(above.Share, GateUnit.Share)} above {before}",
            GateLimit.BelowBaseline below => $"at most {AmountText.Of(below.Share, GateUnit.Share)} below {before}",
            _ => throw new System.Diagnostics.UnreachableException(gate.Limit.GetType().Name),
        };
    }

    static string Count(double count) => Math.Round(count).ToString("N0", CultureInfo.InvariantCulture);
}
