namespace X0tta6bl4.Release.Running;

/// <summary>Something to show while a step runs.</summary>
/// <param name="Step">The step's identifier.</param>
/// <param name="Message">One line.</param>
/// <param name="IsOutput">True for a line of a command's own output.</param>
public sealed record RunProgress(string Step, string Message, bool IsOutput = false);
