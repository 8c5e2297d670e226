namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>How one run of the build program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">Everything it wrote, output and errors.</param>
sealed record BuildRun(int ExitCode, string Text)
{
    /// <summary>What it wrote to standard output alone.</summary>
    public string Output { get; init; } = "";

    public IEnumerable<string> Lines => Text.Split('\n').Where(line => line.Length > 0);
}
