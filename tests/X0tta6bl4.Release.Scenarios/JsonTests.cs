using System.Text.Json.Nodes;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>What programs read: one document on standard output, and nothing else there.</summary>
public sealed class JsonTests
{
    [Fact]
    public async Task Status_and_plan_are_documents_that_stand_alone_on_standard_output()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);

        var before = (await checkout.RunAsync("Status", "--json")).Ends(0).Says("Estate sandbox: simulated clusters on this machine");
        var plan = (await checkout.RunAsync("Plan", "--version", "2.3.1", "--json")).Ends(0).Says("written to artifacts/plan.json");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--component", "api-gateway", "vault", "--skip", "StagingTest")).Ends(0);
        var after = (await checkout.RunAsync("Status", "--json")).Ends(0);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(checkout.Artifacts, "plan.json"), TestContext.Current.CancellationToken), plan.Output);
        var (old, gateway) = (Placement(before, "api-gateway@eks-us-east-1"), Placement(after, "api-gateway@eks-us-east-1"));
        Assert.Equal(("2.3.0", "healthy", null), ((string?)old["version"], (string?)old["health"], (string?)old["release"]));
        Assert.Equal(("2.3.1", "healthy", Path.GetFileName(checkout.NewestRelease())), ((string?)gateway["version"], (string?)gateway["health"], (string?)gateway["release"]));
        Assert.StartsWith("sha256:", (string)old["digest"]!, StringComparison.Ordinal);
        Assert.NotEqual((string)old["digest"]!, (string)gateway["digest"]!);
        var (vault, release) = (Document(after)["charts"]!.AsArray().Single(chart => (string)chart!["chart"]! == "vault@eks-us-east-1")!, Document(after)["release"]!);
        Assert.Equal(("healthy", Path.GetFileName(checkout.NewestRelease())), ((string?)vault["health"], (string?)vault["release"]));
        Assert.Equal(("done", null, "2.3.1"), ((string?)release["outcome"], (string?)release["failure"], (string?)release["version"]));
        Assert.All(Document(after)["locks"]!.AsArray(), each => Assert.Equal("free", (string?)each!["state"]));
    }

    [Theory]
    [InlineData("Status --json --estate sandbox", "GITHUB_ACTIONS", "true", "::group::Status")]
    [InlineData("Status --json --estate sandbox", "GITLAB_CI", "true", "section_start")]
    [InlineData("Status --json --verbosity verbose", "NO_COLOR", "1", "Build succeeded.")]
    [InlineData("Status", "NUKE_JSON", "true", "Build succeeded.")]
    public async Task Whatever_the_engine_prints_goes_to_standard_error(string command, string variable, string value, string printed)
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);

        var run = (await checkout.RunAsync(new Dictionary<string, string> { [variable] = value }, command.Split(' '))).Ends(0).Says(printed);

        Assert.Equal((1, "sandbox"), ((int)Document(run)["schema"]!, (string?)Document(run)["estate"]));
    }

    [Theory]
    [InlineData("Plan --json", "--version: is missing")]
    [InlineData("Plan --json --version banana", "'banana' is no version")]
    [InlineData("Status --json --estate nowhere", "no estate 'nowhere'")]
    [InlineData("Status --jsno", "did you mean '--json'?")]
    [InlineData("Release --version 2.3.1 --json", "--json: is for Plan or Status alone")]
    [InlineData("Plan Status --version 2.3.1 --json", "--json: is for Plan or Status alone")]
    public async Task A_refusal_leaves_standard_output_empty(string command, string message)
    {
        await using var checkout = Checkout.Create();

        var run = (await checkout.RunAsync(command.Split(' '))).Ends(2).Says(message);

        Assert.Equal("", run.Output);
        Assert.False(File.Exists(Path.Combine(checkout.Artifacts, "plan.json")));
    }

    [Fact]
    public async Task A_plan_that_the_estate_speaks_against_is_no_document()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("old-image-missing", speed: 50);

        var run = (await checkout.RunAsync("Plan", "--version", "2.3.1", "--json")).Ends(2).Says("no way back from UpdateQuantum/1/quantum-engine@eks-us-east-1/update");

        Assert.Equal("", run.Output);
        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task Help_is_on_standard_output_and_starts_nothing()
    {
        await using var checkout = Checkout.Create();

        var run = (await checkout.RunAsync("--help")).Ends(0);

        Assert.Equal(run.Text.TrimEnd('\n'), run.Output.TrimEnd('\n'));
        Assert.StartsWith("./build.sh [TARGET…] [--option value…]\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(["parameters.json"], Directory.EnumerateFileSystemEntries(Path.Combine(checkout.Root, ".nuke")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_schema_that_shells_and_editors_complete_from_is_the_one_that_every_run_keeps()
    {
        await using var checkout = Checkout.Create();

        (await checkout.RunAsync("--list")).Ends(0);

        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".nuke", "build.schema.json"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Path.Combine(checkout.Root, ".nuke", "build.schema.json"), TestContext.Current.CancellationToken));
    }

    static JsonNode Document(BuildRun run) => JsonNode.Parse(run.Output)!;

    static JsonNode Placement(BuildRun run, string name) => Document(run)["placements"]!.AsArray().Single(placement => (string)placement!["placement"]! == name)!;
}
