namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Signals: NUKE runs assured targets beside the interrupted one, or not at all.</summary>
public sealed class Interrupting
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task The_running_target_ends_by_itself_and_assured_targets_run_once(string signal, int expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var sample = new Sample();
        using var process = sample.Start("AfterWait");
        await process.WaitForLine("ran Wait");

        process.Signal(signal);
        var result = await process.End();

        Assert.Equal(expected, result.ExitCode);
        Assert.Equal(["Wait", "Wait to its end", "Rescue failing=False broken=False"], result.Ran);
        Assert.Equal(("Succeeded", "NotRun"), (result.StatusOf("Wait"), result.StatusOf("AfterWait")));
    }

    [Fact]
    public async Task A_target_that_gives_up_on_a_signal_is_aborted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var sample = new Sample();
        using var process = sample.Start("AfterWait", "--marker", "throw");
        await process.WaitForLine("ran Wait");

        process.Signal("TERM");
        var result = await process.End();

        Assert.Equal(143, result.ExitCode);
        Assert.Equal("Aborted", result.StatusOf("Wait"));
        Assert.Equal("Rescue failing=True broken=False", result.Ran[^1]);
    }

    [Fact]
    public async Task A_second_signal_stops_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var sample = new Sample();
        using var process = sample.Start("Hang");
        await process.WaitForLine("ran Hang");
        process.Signal("INT");
        await process.WaitForLine("SIGINT: no further target starts");

        process.Signal("INT");
        var result = await process.End();

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("", result.StatusOf("Hang"));
    }
}
