namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>How a command in a container ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
/// <param name="Failure">Why it could not be started, or null.</param>
internal sealed record CommandOutcome(int ExitCode, string Output, string Errors, string? Failure = null)
{
    /// <summary>How long it ran, in simulated time.</summary>
    public TimeSpan Duration { get; init; }
}
