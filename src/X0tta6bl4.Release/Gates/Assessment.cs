using System.Globalization;
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

        var seen = AmountText.Of(value, gate.Unit) + (now.Requests is { } requests ? $" of {Count(requests)} requests" : "");
        if (now.Trouble.Length > 0)
        {
            return new Assessment(now.Contradictory ? Verdict.Inconclusive : Verdict.NoEvidence, wanted, $"{seen}, but {now.Trouble}");
        }

        if (now.Requests < gate.LeastRequests)
        {
            return new Assessment(Verdict.Inconclusive, wanted, $"{seen}, too few to judge by: at least {Count(gate.LeastRequests)} are wanted");
        }

        return Limit(gate, baseline) is not { } limit
            ? new Assessment(Verdict.NoEvidence, wanted, $"{seen}, and no baseline to compare it with: {Missing(baseline)}")
            : new Assessment(IsWithin(gate.Limit, value, limit) ? Verdict.Passed : Verdict.Failed, wanted, seen);
    }

    static string Missing(Measurement? baseline) => baseline switch
    {
        null => "it was not measured before the release",
        { Trouble.Length: > 0 } => baseline.Trouble,
        _ => "it was 0",
    };

    static bool IsWithin(GateLimit expected, double value, double limit) =>
        expected is GateLimit.AtMost or GateLimit.AboveBaseline ? value <= limit : value >= limit;

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
