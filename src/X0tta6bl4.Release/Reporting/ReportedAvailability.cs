namespace X0tta6bl4.Release.Reporting;

/// <summary>What probes of a public endpoint saw while the release was doing one thing.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="During">What the release was doing: <c>STAGE/WAVE</c>, or in a word what else.</param>
/// <param name="Seen">What was seen, with the bound of what that proves.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c>, <c>inconclusive</c> or <c>no evidence</c>.</param>
public sealed record ReportedAvailability(string Endpoint, string During, string Seen, string Verdict);
