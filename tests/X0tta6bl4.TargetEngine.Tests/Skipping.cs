namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Same on NUKE.</summary>
public sealed class Skipping
{
    [Theory]
    [InlineData("Test --skip Compile", "Test")]
    [InlineData("Test --skip Restore", "Compile, Test")]
    [InlineData("Test --skip", "Test")]
    [InlineData("Test Compile --skip Compile", "Restore, Compile, Test")]
    [InlineData("All --skip Test", "Restore, Compile, Pack")]
    [InlineData("All --skip Test+Pack", "")]
    [InlineData("Publish --skip Announce", "Restore, Compile, Pack, Publish")]
    [InlineData("--skip Compile", "")]
    public async Task A_skipped_target_takes_along_what_only_it_needs(string arguments, string expected)
    {
        using var sample = new Sample();

        var result = await sample.Run(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected, string.Join(", ", result.Ran));
    }

    [Theory]
    [InlineData("AfterStaticallyOff", "AfterStaticallyOff")]
    [InlineData("AfterStaticallyOff --version on", "Restore, OnlyForStatic, StaticallyOff, AfterStaticallyOff")]
    [InlineData("StillNeeded", "Restore, StillNeeded")]
    [InlineData("AfterKeepsDependencies", "OnlyForStatic, AfterKeepsDependencies")]
    public async Task A_static_condition_skips_before_anything_runs(string arguments, string expected)
    {
        using var sample = new Sample();

        var result = await sample.Run(arguments);

        Assert.Equal(expected, string.Join(", ", result.Ran));
    }

    [Fact]
    public async Task A_dynamic_condition_is_asked_after_the_dependencies_have_run()
    {
        using var sample = new Sample();

        var result = await sample.Run("Switched");

        Assert.Equal(["SwitchOn", "Switched"], result.Ran);
    }

    [Fact]
    public async Task A_dynamic_condition_that_does_not_hold_skips_the_triggered_targets_too()
    {
        using var sample = new Sample();

        var result = await sample.Run("WantsSwitchedOff");

        Assert.Equal(["SwitchOn", "WantsSwitchedOff"], result.Ran);
        Assert.Equal("Skipped", result.StatusOf("AfterSwitchedOff"));
    }

    [Fact]
    public async Task The_reason_shown_is_the_text_of_the_condition()
    {
        using var sample = new Sample();

        var result = await sample.Run("AfterStaticallyOff");

        Assert.Contains("OnlyWhen: Version == \"on\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("Skipped: because of StaticallyOff", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_that_throws_fails_the_build()
    {
        using var sample = new Sample();

        var result = await sample.Run("BrokenCondition");

        Assert.Equal(255, result.ExitCode);
        Assert.Empty(result.Ran);
    }
}
