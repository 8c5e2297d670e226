namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>What build.sh does before the program starts.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BuildScript
{
    [Fact]
    public async Task The_first_run_compiles_with_one_calm_line_and_the_next_starts_at_once()
    {
        using var checkout = new Checkout();

        var first = await checkout.Run();
        var second = await checkout.Run();

        Assert.Equal(("Compiling …\n", ""), (first.Error, second.Error));
        Assert.StartsWith("build build/_build.csproj -c Release -p:TargetEngine=Embedded ", Assert.Single(checkout.Compilations),
            StringComparison.Ordinal);
        Assert.Contains($"program={checkout.Files[".nuke/artifacts/embedded/bin/_build/release/_build.dll"]}\n", second.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Core/Core.cs", 2)]
    [InlineData("src/Core", 2)]
    [InlineData("build/_build.csproj", 2)]
    [InlineData("global.json", 2)]
    [InlineData("src/Core/Core.md", 1)]
    [InlineData("tests/Core.Tests/Tests.cs", 1)]
    [InlineData("elsewhere/file", 1)]
    public async Task It_compiles_again_only_when_an_input_has_changed(string path, int expected)
    {
        using var checkout = new Checkout();
        await checkout.Run();
        checkout.Touch(path);

        await checkout.Run();

        Assert.Equal(expected, checkout.Compilations.Count);
    }

    [Fact]
    public async Task A_lost_program_is_compiled_again()
    {
        using var checkout = new Checkout();
        await checkout.Run();
        File.Delete(checkout.Files[".nuke/artifacts/embedded/bin/_build/release/_build.dll"]);

        await checkout.Run();

        Assert.Equal(2, checkout.Compilations.Count);
    }

    [Fact]
    public async Task Arguments_working_directory_and_exit_code_pass_through()
    {
        using var checkout = new Checkout();
        checkout.Environment["EXIT_CODE"] = "4";

        var result = await checkout.Run("Release", "--version", "2.3.1", "two words", "", "*");

        Assert.Equal(4, result.ExitCode);
        Assert.Equal(["Release", "--version", "2.3.1", "two words", "", "*"], Values(result, "argument"));
        Assert.Equal([checkout.Files["elsewhere"]], Values(result, "directory"));
        Assert.Equal([checkout.Files.Path], Values(result, "root"));
    }

    [Fact]
    public async Task A_root_that_is_set_stays_set()
    {
        using var checkout = new Checkout();
        checkout.Environment["NUKE_ROOT"] = "/somewhere";

        var result = await checkout.Run();

        Assert.Equal(["/somewhere"], Values(result, "root"));
    }

    [Fact]
    public async Task What_does_not_compile_shows_the_compilers_errors_and_runs_nothing()
    {
        using var checkout = new Checkout();
        checkout.Files.Write("broken", "");

        var result = await checkout.Run();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Build.cs(1,1): error CS1002", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Engines_are_compiled_apart()
    {
        using var checkout = new Checkout();
        await checkout.Run();
        checkout.Environment["RELEASE_ENGINE"] = "nuke";

        var result = await checkout.Run();

        Assert.Contains("-p:TargetEngine=Nuke", checkout.Compilations[1], StringComparison.Ordinal);
        Assert.Equal([checkout.Files[".nuke/artifacts/nuke/bin/_build/release/_build.dll"]], Values(result, "program"));
    }

    [Fact]
    public async Task An_unknown_engine_is_refused()
    {
        using var checkout = new Checkout();
        checkout.Environment["RELEASE_ENGINE"] = "cake";

        var result = await checkout.Run();

        Assert.Equal((2, "RELEASE_ENGINE is 'cake'. Allowed: embedded, nuke.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_first_runs_at_once_compile_once(bool withFlock)
    {
        using var checkout = new Checkout(withFlock: withFlock);
        using var one = checkout.Start();
        using var two = checkout.Start();

        var results = await Task.WhenAll(one.End(), two.End());

        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
        Assert.Single(checkout.Compilations);
    }

    [Theory]
    [InlineData("10.0.100", "tools")]
    [InlineData("10.0.401", "tools")]
    [InlineData("10.1.100", ".nuke/sdk")]
    [InlineData("9.0.300", ".nuke/sdk")]
    [InlineData("10.0.100-rc.1.25451.107", ".nuke/sdk")]
    public async Task An_SDK_that_global_json_does_not_accept_is_installed_privately(string installed, string used)
    {
        using var checkout = new Checkout(installed);

        var result = await checkout.Run();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([checkout.Files[used]], Values(result, "sdk"));
    }

    [Fact]
    public async Task A_private_SDK_is_installed_once()
    {
        using var checkout = new Checkout("9.0.300");

        var first = await checkout.Run();
        var second = await checkout.Run();

        Assert.Contains("Installing the .NET SDK 10.0.100 into .nuke/sdk …\ninstalled --version 10.0.100\n", first.Error,
            StringComparison.Ordinal);
        Assert.Empty(second.Error);
    }

    static List<string> Values(ProcessResult result, string name) =>
        [.. result.Output
            .Split('\n')
            .Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(line => line[(name.Length + 1)..])];
}
