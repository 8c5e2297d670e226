using System.Diagnostics;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Targets.Tests;

/// <summary>The shipped completion in a real bash that finds no program to start: only what the shell itself can do.</summary>
public sealed class CompletionTests
{
    const string Script = """source build/completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _build_complete; printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}""";

    static readonly string Root = FindRoot(AppContext.BaseDirectory);

    static JsonNode Schema => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, ".nuke", "build.schema.json")))!;

    [Theory]
    [InlineData("./build.sh Update", "UpdateAgents UpdateGateway UpdateInfra UpdateQuantum")]
    [InlineData("build.sh Unl", "Unlock")]
    [InlineData("./build.sh Plan Sta", "StagingTest Status")]
    [InlineData("./build.sh Status Sta", "StagingTest")]
    [InlineData("./build.sh Release --on", "--on-failure --on-signal")]
    [InlineData("./build.sh Release --on-failure stop --on", "--on-signal")]
    [InlineData("./build.sh Release --skip Stag", "StagingTest")]
    [InlineData("./build.sh Release --skip StagingTest Val", "Validate")]
    [InlineData("./build.sh --verbosity ", "Minimal Normal Quiet Verbose")]
    [InlineData("./build.sh --verbosity = Q", "Quiet")]
    [InlineData("./build.sh Status --verbosity Quiet --js", "--json")]
    [InlineData("./build.sh Status --json --est", "--estate")]
    public async Task Names_are_completed(string line, string expected) => Assert.Equal(expected, await CompleteAsync(line));

    [Theory]
    [InlineData("./build.sh Plan --runbook bui")]
    [InlineData("./build.sh Plan --component api")]
    [InlineData("./build.sh Release --contin")]
    [InlineData("elsewhere/build.sh Unl")]
    [InlineData("./build.sh Nonsense")]
    public async Task Where_no_name_fits_the_shell_is_left_to_offer_files(string line) => Assert.Equal("", await CompleteAsync(line));

    [Fact]
    public async Task Every_target_of_the_schema_is_offered() => Assert.Equal(
        Schema["definitions"]!["ExecutableTarget"]!["enum"]!.AsArray().Select(name => (string)name!),
        (await CompleteAsync("./build.sh ")).Split(' '));

    [Fact]
    public async Task Every_option_of_the_schema_is_offered_but_the_one_that_the_build_refuses()
    {
        var names = new[] { Schema["definitions"]!["NukeBuild"]!["properties"]!, Schema["allOf"]![0]!["properties"]! }.SelectMany(part => part.AsObject()).Select(option => option.Key);

        Assert.Equal(
            names.Where(name => name != "Continue").Select(name => "-" + string.Concat(name.Select(letter => char.IsUpper(letter) ? "-" + char.ToLowerInvariant(letter) : letter.ToString()))),
            (await CompleteAsync("./build.sh Release -")).Split(' '));
    }

    [Fact]
    public async Task After_a_switch_or_a_value_only_options_follow()
    {
        var (afterSwitch, afterValue) = (await CompleteAsync("./build.sh Unlock --force "), await CompleteAsync("./build.sh Release --version 2.3.1 "));

        Assert.All(afterSwitch.Split(' ').Concat(afterValue.Split(' ')), name => Assert.StartsWith("--", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_shell_knows_which_command_is_completed() =>
        Assert.Contains("complete -o default -F _build_complete build.sh", await RunAsync("source build/completion.bash; complete -p build.sh"), StringComparison.Ordinal);

    static async Task<string> CompleteAsync(string line) => string.Join(' ', (await RunAsync(Script, line.Split(' '))).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    static async Task<string> RunAsync(string script, params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash on Windows.");
        var start = new ProcessStartInfo("/bin/bash", ["--noprofile", "--norc", "-u", "-c", script, "bash", .. words]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = "";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        return output;
    }

    static string FindRoot(string from) => File.Exists(Path.Combine(from, "X0tta6bl4.Release.sln")) ? from
        : FindRoot(Path.GetDirectoryName(from.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
