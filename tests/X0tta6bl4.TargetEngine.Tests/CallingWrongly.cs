namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Wrong calls: NUKE ignores them or ends oddly.</summary>
public sealed class CallingWrongly
{
    [Theory]
    [InlineData("Show --verison 2.3.1", "Unknown option --verison. Did you mean --version?")]
    [InlineData("Relaese", "Unknown target Relaese.")]
    [InlineData("Complie", "Unknown target Complie. Did you mean Compile?")]
    [InlineData("Test --skip Complie", "Unknown target Complie. Did you mean Compile?")]
    [InlineData("Show --colour gren", "--colour is 'gren'. Did you mean Green? Allowed: Red, Green, Blue.")]
    [InlineData("Show --colour 1", "--colour is '1'. Allowed: Red, Green, Blue.")]
    [InlineData("Show --retries many", "--retries is 'many', which is no Int32.")]
    [InlineData("Show --version", "--version needs a value.")]
    [InlineData("--version 2.3.1 Show", "--version takes one value, but 2 are given: 2.3.1 Show. Name targets before the options.")]
    [InlineData("Show --version 1 --version 2", "Option --version is given twice")]
    [InlineData("--plan Show", "--plan is 'Show'. Allowed: true, false. Name targets before the options.")]
    [InlineData("Show --verbosity loud", "--verbosity is 'loud'.")]
    [InlineData("Show --host GitHub", "--host is 'GitHub'.")]
    [InlineData("Show --root /nowhere/at/all", "--root is '/nowhere/at/all', which is no directory.")]
    [InlineData("NeedVersion",
        "--version (Version to build) is required by target NeedVersion. Give --version VALUE, or set VERSION in the environment.")]
    [InlineData("NeedLimit --version 1", "--limit is required by target NeedLimit.")]
    [InlineData("NeedLimit --version 1 --limit 1 --retries 0", "Target NeedLimit requires '")]
    [InlineData("Ship", "--guest (Whom to greet) is required by target Greet.")]
    public async Task A_wrong_call_gets_one_line_and_exit_code_2(string arguments, string expected)
    {
        using var sample = new Sample();

        var result = await sample.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Several_mistakes_are_told_at_once()
    {
        using var sample = new Sample();

        var result = await sample.Run("Show --verison 1 --colour pink --retries x");

        Assert.Equal(3, result.ErrorLines.Count);
    }

    [Fact]
    public async Task A_required_parameter_without_a_value_is_named()
    {
        using var sample = new Sample("demanding");

        var refused = await sample.Run();
        var accepted = await sample.Run("--runner=Ada");

        Assert.StartsWith("--runner (Who runs this) is required by this build.", Assert.Single(refused.ErrorLines),
            StringComparison.Ordinal);
        Assert.Equal((2, 0), (refused.ExitCode, accepted.ExitCode));
        Assert.Equal(["Run for Ada"], accepted.Ran);
    }

    [Fact]
    public async Task A_broken_parameters_file_is_named_with_its_line()
    {
        using var sample = new Sample();
        sample.Root.Write(".nuke/parameters.json", "{\n  \"Version\": nonsense\n}");

        var result = await sample.Run("Show");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(".nuke/parameters.json(2,", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_value_in_the_environment_is_named_by_its_variable()
    {
        using var sample = new Sample();
        sample.Environment["RETRIES"] = "many";

        var result = await sample.Run("Show");

        Assert.StartsWith("environment variable RETRIES is 'many'", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_can_be_joined_by_an_equals_sign_and_targets_may_follow()
    {
        using var sample = new Sample();

        var result = await sample.Run("--version=-1=2 Show --limit -5");

        Assert.Contains("version=-1=2 retries=3 limit=-5", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HOST", "x")]
    [InlineData("TARGET", "Break")]
    [InlineData("SKIP", "Show")]
    [InlineData("PLAN", "true")]
    [InlineData("PROFILE", "x")]
    [InlineData("VERBOSITY", "loud")]
    public async Task Bare_variables_of_the_environment_are_not_meant_for_the_engine(string name, string value)
    {
        using var sample = new Sample();
        sample.Environment[name] = value;

        var result = await sample.Run();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["Restore", "Compile"], result.Ran);
    }

    [Fact]
    public async Task A_cycle_is_printed_as_a_path()
    {
        using var sample = new Sample("cyclic");

        var result = await sample.Run("Alone");

        Assert.Contains("First → Second → Third → First", result.Output, StringComparison.Ordinal);
    }
}
