namespace X0tta6bl4.Release.Gates;

/// <summary>The value of one series.</summary>
/// <param name="Labels">The series' labels as PromQL writes them; empty for none.</param>
/// <param name="Value">The value.</param>
public readonly record struct LabelledValue(string Labels, double Value);
