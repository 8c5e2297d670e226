namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Same on NUKE.</summary>
public sealed class Planning
{
    [Theory]
    [InlineData("", "Restore, Compile")]
    [InlineData("Test", "Restore, Compile, Test")]
    [InlineData("Clean Compile", "Clean, Restore, Compile")]
    [InlineData("Compile Clean", "Clean, Restore, Compile")]
    [InlineData("All", "Restore, Compile, Test, Pack")]
    [InlineData("Pack", "Restore, Compile, Pack")]
    [InlineData("pack", "Restore, Compile, Pack")]
    [InlineData("Pack+Clean", "Clean, Restore, Compile, Pack")]
    [InlineData("--target Pack Clean", "Clean, Restore, Compile, Pack")]
    [InlineData("Publish", "Restore, Compile, Pack, Publish, Announce, Audit")]
    [InlineData("Licence --with-licence", "Licence")]
    [InlineData("Compile --with-licence", "Restore, Licence, Compile")]
    public async Task A_plan_is_ordered_by_relations_whatever_the_order_on_the_command_line(string arguments, string expected)
    {
        using var sample = new Sample();

        var result = await sample.Run(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected, string.Join(", ", result.Ran));
    }

    [Fact]
    public async Task Where_nothing_orders_two_targets_the_later_declared_runs_first()
    {
        using var sample = new Sample();

        var result = await sample.Run("SwitchOn Unplanned OnlyForStatic");

        Assert.Equal(["Unplanned", "SwitchOn", "OnlyForStatic"], result.Ran);
    }

    [Fact]
    public async Task A_cycle_anywhere_fails_even_a_run_that_does_not_meet_it()
    {
        using var sample = new Sample("cyclic");

        var result = await sample.Run("Alone");

        Assert.Equal(255, result.ExitCode);
        Assert.Empty(result.Ran);
    }

    [Fact]
    public async Task A_target_without_a_body_only_gathers_others()
    {
        using var sample = new Sample();

        var result = await sample.Run("All");

        Assert.Equal("", result.StatusOf("All"));
        Assert.Equal("Succeeded", result.StatusOf("Pack"));
    }

    [Fact]
    public async Task Targets_of_components_are_targets_of_the_build()
    {
        using var sample = new Sample();

        var result = await sample.Run("Ship --guest Ada --times 2");

        Assert.Equal(["Greet Ada 2", "Ship"], result.Ran);
    }

    [Fact]
    public async Task An_overriding_target_adds_to_its_base()
    {
        using var sample = new Sample("defaultless");

        var result = await sample.Run("Compile");

        Assert.Equal(["Compile of the base class", "Compile of the derived class"], result.Ran);
    }

    [Fact]
    public async Task A_build_without_a_default_target_shows_help()
    {
        using var sample = new Sample("defaultless");

        var result = await sample.Run();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Compile", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Ran);
    }

    [Fact]
    public async Task Hooks_are_called_in_order()
    {
        using var sample = new Sample();

        var result = await sample.Run("Compile --hooks");

        string[] expected = ["created", "initialized", "running Restore", "succeeded Restore", "skipped Licence", "running Compile",
            "succeeded Compile", "finished"];
        Assert.Equal(expected, result.Hooks);
    }
}
