namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>What came of a kill.</summary>
/// <param name="Boundary">Where the run was to die.</param>
/// <param name="WasReached">Whether it came that far.</param>
/// <param name="Troubles">What is wrong; empty when the estate is as it should be.</param>
sealed record KillVerdict(Boundary Boundary, bool WasReached, IReadOnlyList<string> Troubles)
{
    public bool IsGood => WasReached && Troubles.Count == 0;

    public static KillVerdict Unreached(Boundary boundary, BuildRun run) => new(boundary, false, [$"never reached; the run ended with {run.ExitCode}:\n{run.Text}"]);

    public override string ToString() => $"{Boundary}: {(Troubles.Count == 0 ? "good" : string.Join("\n  ", Troubles))}";
}
