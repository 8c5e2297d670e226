namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>One scenario of the script.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Time">How long its users were under way.</param>
public sealed record ScenarioFigures(string Name, LatencyFigures Time);
