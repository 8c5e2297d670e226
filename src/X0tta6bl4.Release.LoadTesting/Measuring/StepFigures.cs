namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>One request of the script.</summary>
/// <param name="Name">Its name: method and path unless it has one.</param>
/// <param name="Figures">What was measured.</param>
public sealed record StepFigures(string Name, LoadFigures Figures);
