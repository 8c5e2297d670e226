namespace X0tta6bl4.Release.Journaling;

/// <summary>One answer to a gate's question.</summary>
/// <param name="At">When it was given, in UTC.</param>
/// <param name="Value">The value, in the gate's unit; a finite number.</param>
public readonly record struct MeasuredFigure(DateTimeOffset At, double Value);
