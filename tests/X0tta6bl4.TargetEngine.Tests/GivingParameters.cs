namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Same on NUKE.</summary>
public sealed class GivingParameters
{
    const string Defaults = "version= retries=3 limit= colour=Green items= numbers=";

    [Theory]
    [InlineData("", Defaults)]
    [InlineData("--version 2.3.1", "version=2.3.1 retries=3 limit= colour=Green items= numbers=")]
    [InlineData("--Version 2.3.1 --RETRIES 5", "version=2.3.1 retries=5 limit= colour=Green items= numbers=")]
    [InlineData("--limit 4 --colour blue", "version= retries=3 limit=4 colour=Blue items= numbers=")]
    [InlineData("--items a b --numbers 1,2", "version= retries=3 limit= colour=Green items=a|b numbers=1|2")]
    [InlineData("-version 1", "version=1 retries=3 limit= colour=Green items= numbers=")]
    public async Task The_command_line_sets_parameters(string arguments, string expected)
    {
        using var sample = new Sample();

        var result = await sample.Run($"Show {arguments}");

        Assert.Contains(expected + "\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Version", "1.0")]
    [InlineData("VERSION", "1.0")]
    [InlineData("NUKE_VERSION", "1.0")]
    public async Task The_environment_sets_parameters(string name, string value)
    {
        using var sample = new Sample();
        sample.Environment[name] = value;

        var result = await sample.Run("Show");

        Assert.Contains("version=1.0 ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_sets_parameters()
    {
        using var sample = new Sample();
        sample.Root.Write(".nuke/parameters.json", """{ "$schema": "build.schema.json", "Version": "0.9", "retries": 8, "Items": ["x", "y"], "Somebody": { "else": 1 } }""");

        var result = await sample.Run("Show");

        Assert.Contains("version=0.9 retries=8 limit= colour=Green items=x|y numbers=\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        using var sample = new Sample();
        sample.Root.Write(".nuke/parameters.json", """{ "Version": "file", "Retries": 7, "Limit": 1 }""");
        sample.Environment["VERSION"] = "environment";
        sample.Environment["RETRIES"] = "8";

        var result = await sample.Run("Show --version line");

        Assert.Contains("version=line retries=8 limit=1 ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relative_paths_are_relative_to_the_working_directory()
    {
        using var sample = new Sample { Directory = "deep" };
        sample.Root.Write("deep/file", "");

        var result = await sample.Run("Show --output here/there");

        Assert.Contains($"output={sample.Root["deep/here/there"]}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_is_the_nearest_directory_upwards_with_dot_nuke()
    {
        using var sample = new Sample { Directory = "deep/er" };
        sample.Root.Write("deep/er/file", "");

        var result = await sample.Run("Show");

        Assert.Contains($"root={sample.Root.Path}\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--root")]
    [InlineData("NUKE_ROOT")]
    public async Task The_root_can_be_given(string how)
    {
        using var sample = new Sample();
        using var other = new TemporaryDirectory();
        if (how == "NUKE_ROOT")
            sample.Environment[how] = other.Path;

        var result = await sample.Run(how == "NUKE_ROOT" ? ["Show"] : ["Show", how, other.Path]);

        Assert.Contains($"root={other.Path}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_options_come_from_the_environment_with_prefix()
    {
        using var sample = new Sample();
        sample.Environment["NUKE_TARGET"] = "Show";
        sample.Environment["NUKE_VERBOSITY"] = "Minimal";

        var result = await sample.Run();

        Assert.Contains("verbosity=Minimal", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "host=GitHubActions local=False")]
    [InlineData("GITLAB_CI", "true", "host=GitLab local=False")]
    [InlineData("CI", "true", "host=Terminal local=True")]
    public async Task The_host_is_recognised(string name, string value, string expected)
    {
        using var sample = new Sample();
        sample.Environment[name] = value;

        var result = await sample.Run("Show");

        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }
}
