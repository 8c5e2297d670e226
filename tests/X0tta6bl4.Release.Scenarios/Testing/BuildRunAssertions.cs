namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>What tests want of a run.</summary>
static class BuildRunAssertions
{
    public static BuildRun Ends(this BuildRun run, int exitCode)
    {
        Assert.True(run.ExitCode == exitCode, $"Exit code {run.ExitCode}, wanted {exitCode}:\n{run.Text}");
        return run;
    }

    public static BuildRun Says(this BuildRun run, params string[] texts)
    {
        Assert.All(texts, text => Assert.Contains(text, run.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Text, StringComparison.Ordinal);
        return run;
    }
}
