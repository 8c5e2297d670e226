namespace X0tta6bl4.Release.Reporting;

/// <summary>One judgement of measurements, with what it rests on.</summary>
/// <param name="Step">Identifier of the step that asked.</param>
/// <param name="At">When it was judged.</param>
/// <param name="Subject">What was asked, in a few words.</param>
/// <param name="Wanted">What was expected.</param>
/// <param name="Seen">What was measured.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c>, <c>inconclusive</c> or <c>no evidence</c>.</param>
/// <param name="Cluster">Cluster whose metrics were asked; empty when the figures are the release's own.</param>
/// <param name="Question">The query that was sent, or what was done to find out; empty when the plan does not say.</param>
/// <param name="Counting">The query for the number of requests behind the answer; empty for none.</param>
/// <param name="Window">Length of time that the answer is about; null when it has none.</param>
/// <param name="Baseline">The same question's answer before anything changed, with its time; empty when it was not asked.</param>
/// <param name="Figures">The numbers behind it; null when there is no number to judge, or nothing to judge it by.</param>
public sealed record ReportedGate(
    string Step,
    DateTimeOffset At,
    string Subject,
    string Wanted,
    string Seen,
    string Verdict,
    string Cluster,
    string Question,
    string Counting,
    TimeSpan? Window,
    string Baseline,
    ReportedFigures? Figures);
