namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>What is printed, where and how; better than NUKE unless a test says otherwise.</summary>
public sealed class Printing
{
    [Theory]
    [InlineData("xterm-256color", "")]
    [InlineData("xterm-256color", "1")]
    public async Task Redirected_output_has_no_colours(string terminal, string noColour)
    {
        using var sample = new Sample();
        sample.Environment["TERM"] = terminal;
        sample.Environment["NO_COLOR"] = noColour;

        var result = await sample.Run("AfterBreak");

        Assert.DoesNotContain('\e', result.Output);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public async Task A_terminal_gets_colours_unless_NO_COLOR_is_set(string noColour, bool coloured)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "The command 'script', which gives a terminal, is not installed.");
        using var sample = new Sample();
        sample.Environment["TERM"] = "xterm";
        sample.Environment["NO_COLOR"] = noColour;

        var result = await sample.RunOnTerminal("Compile");

        Assert.Equal(coloured, result.Output.Contains("\e[32m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GitHub_Actions_gets_groups_and_annotations()
    {
        using var sample = new Sample();
        sample.Environment["GITHUB_ACTIONS"] = "true";

        var result = await sample.Run("Break");

        Assert.Contains("::group::Break\n::endgroup::\n::error::Break failed: It broke.%0AIn two places.\n", result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_Actions_gets_wrong_calls_as_annotations()
    {
        using var sample = new Sample();
        sample.Environment["GITHUB_ACTIONS"] = "true";

        var result = await sample.Run("Complie");

        Assert.StartsWith("::error::Unknown target Complie.", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitLab_gets_sections()
    {
        using var sample = new Sample();
        sample.Environment["GITLAB_CI"] = "true";

        var result = await sample.Run("Clean");

        Assert.Matches("""^\x1b\[0Ksection_start:\d+:Clean\r\x1b\[0KClean\nran Clean\n\x1b\[0Ksection_end:\d+:Clean\r\x1b\[0K\n""", result.Output);
    }

    [Theory]
    [InlineData("LeakSecret --api-key hunter2")]
    [InlineData("LeakSecret --api-key hunter2 --verbosity verbose")]
    [InlineData("LeakSecret --api-key hunter2 --host GitHubActions")]
    [InlineData("LeakSecret --api-key hunter2 hunter3")]
    public async Task Secrets_are_masked(string arguments)
    {
        using var sample = new Sample();

        var result = await sample.Run(arguments);

        Assert.DoesNotContain("hunter", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_message_of_an_exception_is_printed_unless_more_is_wanted()
    {
        using var sample = new Sample();

        var normal = await sample.Run("Break");
        var verbose = await sample.Run("Break --verbosity verbose");

        Assert.DoesNotContain("   at ", normal.Output, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("minimal", "Target ", "──  ")]
    [InlineData("quiet", "Break failed: It broke.", "Target ")]
    public async Task Verbosity_leaves_out_what_is_not_wanted(string verbosity, string there, string absent)
    {
        using var sample = new Sample();

        var result = await sample.Run($"Break --verbosity {verbosity}");

        Assert.Contains(there, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_is_text_and_runs_nothing()
    {
        using var sample = new Sample();

        var result = await sample.Run("Publish --plan --skip Announce");

        const string Expected = """
            Plan, in the order of execution:
               1  Restore   needed by Compile
               2  Licence   skipped, because this does not hold: WithLicence; needed by Compile
               3  Compile   needed by Pack
               4  Pack      needed by Publish
               5  Publish   invoked
               6  Announce  skipped via parameter; triggered by Publish
               7  Audit     skipped because of Announce; triggered by Announce

            """;
        Assert.Equal(Expected, result.Output);
    }

    [Fact]
    public async Task Help_shows_targets_and_parameters()
    {
        using var sample = new Sample();

        var result = await sample.Run("--help");

        Assert.Contains("  Compile (default)       -> Restore, Licence\n    Compiles\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("  --api-key       Key of the registry\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Default is 'Compile'.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--marker", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  Licence\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_names_every_listed_target()
    {
        using var sample = new Sample();

        var result = await sample.Run("--list");

        Assert.Contains("  Compile (default)       Compiles\n", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Ran);
    }
}
