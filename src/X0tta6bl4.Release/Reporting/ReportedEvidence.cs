namespace X0tta6bl4.Release.Reporting;

/// <summary>What was saved of one failure before anything was undone.</summary>
/// <param name="Step">Identifier of the step that failed.</param>
/// <param name="Path">The folder, relative to the report.</param>
/// <param name="Files">Number of files in it.</param>
public sealed record ReportedEvidence(string Step, string Path, int Files);
