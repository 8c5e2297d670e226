namespace X0tta6bl4.Release.Reporting;

/// <summary>One criterion of success.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Wanted">What was expected.</param>
/// <param name="Seen">What was measured.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c>, <c>inconclusive</c>, <c>no evidence</c> or <c>not measured</c>.</param>
public sealed record ReportedCriterion(string Name, string Wanted, string Seen, string Verdict);
