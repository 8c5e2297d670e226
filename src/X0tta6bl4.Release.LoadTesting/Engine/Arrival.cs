namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>A user who is due.</summary>
/// <param name="Due">When, from the start.</param>
/// <param name="Phase">In which phase, from zero.</param>
internal readonly record struct Arrival(TimeSpan Due, int Phase);
