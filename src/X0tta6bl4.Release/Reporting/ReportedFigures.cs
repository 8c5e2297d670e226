using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The numbers behind a gate's verdict, all in the same unit.</summary>
/// <param name="Unit">The unit; a share is a number from 0 to 1.</param>
/// <param name="Limit">What the limit comes to.</param>
/// <param name="IsUpper">True when the values may not be greater than the limit, false when they may not be smaller.</param>
/// <param name="Baseline">The value before anything changed; null when it was not measured.</param>
/// <param name="Values">Measured values in order, the last one judged; a guard that asked very often keeps some of them.</param>
public sealed record ReportedFigures(GateUnit Unit, double Limit, bool IsUpper, double? Baseline, ImmutableArray<ReportedFigure> Values);

/// <summary>One measured value.</summary>
/// <param name="At">When.</param>
/// <param name="Value">The value.</param>
public sealed record ReportedFigure(DateTimeOffset At, double Value);
