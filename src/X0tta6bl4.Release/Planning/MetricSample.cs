namespace X0tta6bl4.Release.Planning;

/// <summary>One value of one series.</summary>
/// <param name="Labels">Labels as <c>{name="value", …}</c>, sorted; empty for none.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
public sealed record MetricSample(string Labels, double Value);
