namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>What the process of a load used.</summary>
/// <param name="Processor">Processor time, user and system, from its start.</param>
/// <param name="PeakBytes">Most memory that it held at once.</param>
public sealed record GeneratorFigures(TimeSpan Processor, long PeakBytes);
