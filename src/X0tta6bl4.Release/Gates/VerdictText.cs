namespace X0tta6bl4.Release.Gates;

/// <summary>Verdicts in words.</summary>
public static class VerdictText
{
    /// <summary>A verdict in a word or two: <c>passed</c>, <c>no evidence</c>.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.Inconclusive => "inconclusive",
        _ => "no evidence",
    };
}
