namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Same on NUKE.</summary>
public sealed class Failing
{
    [Fact]
    public async Task The_first_failure_stops_and_assured_targets_of_the_plan_still_run()
    {
        using var sample = new Sample();

        var result = await sample.Run("AfterBreak");

        Assert.Equal(255, result.ExitCode);
        Assert.Equal(["Rescue failing=True broken=True"], result.Ran);
        Assert.Equal("Failed", result.StatusOf("Break"));
        Assert.Equal("NotRun", result.StatusOf("AfterBreak"));
        Assert.Equal("Failed", result.StatusOf("BrokenRescue"));
    }

    [Fact]
    public async Task Every_line_of_a_message_is_printed()
    {
        using var sample = new Sample();

        var result = await sample.Run("Break");

        Assert.Contains("It broke.", result.Output, StringComparison.Ordinal);
        Assert.Contains("In two places.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assured_target_runs_in_its_place_when_nothing_fails()
    {
        using var sample = new Sample();

        var result = await sample.Run("Rescue Clean");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Rescue failing=False broken=False", result.Ran);
    }

    [Fact]
    public async Task Proceeding_after_a_failure_runs_the_dependents_and_fails_the_build()
    {
        using var sample = new Sample();

        var result = await sample.Run("AfterShaky");

        Assert.Equal(255, result.ExitCode);
        Assert.Equal(["AfterShaky"], result.Ran);
        Assert.Equal("Succeeded", result.StatusOf("AfterShaky"));
    }

    [Theory]
    [InlineData("SetExitCode", 7)]
    [InlineData("BreakWithExitCode", 7)]
    [InlineData("Break", 255)]
    [InlineData("Clean", 0)]
    public async Task The_exit_code_is_the_builds_own_or_tells_failure(string target, int expected)
    {
        using var sample = new Sample();

        var result = await sample.Run(target);

        Assert.Equal(expected, result.ExitCode);
    }

    [Fact]
    public async Task A_failing_target_is_told_to_the_hooks()
    {
        using var sample = new Sample();

        var result = await sample.Run("Break --hooks");

        Assert.Equal(["created", "initialized", "running Break", "failed Break"], result.Hooks.Take(4));
        Assert.Equal("finished", result.Hooks[^1]);
    }

    [Fact]
    public async Task What_a_target_reports_stands_in_the_summary()
    {
        using var sample = new Sample();

        var result = await sample.Run("Report");

        Assert.Contains("Packages: 3", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continuing_skips_what_succeeded_in_the_previous_attempt()
    {
        using var sample = new Sample();
        var broken = await sample.Run("BreakOnce");

        var continued = await sample.Run("BreakOnce --continue");

        Assert.Equal((255, "Restore"), (broken.ExitCode, string.Join(", ", broken.Ran)));
        Assert.Equal((0, "BreakOnce"), (continued.ExitCode, string.Join(", ", continued.Ran)));
    }

    [Fact]
    public async Task Continuing_with_other_targets_starts_anew()
    {
        using var sample = new Sample();
        await sample.Run("BreakOnce");

        var other = await sample.Run("Compile --continue");

        Assert.Equal(["Restore", "Compile"], other.Ran);
    }
}
