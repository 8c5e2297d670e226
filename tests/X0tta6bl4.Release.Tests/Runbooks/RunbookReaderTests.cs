using System.Globalization;
using CsCheck;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Runbooks;

public sealed class RunbookReaderTests
{
    public static TheoryData<string, string, string[]> Mistakes => [.. RunbookMistakes.All, .. WatchingMistakes.All];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_place_and_what_is_allowed(string part, string mistake, string[] problems)
    {
        var read = RunbookReader.Read(SmallRunbook.With(part, mistake), "runbook.yaml");

        Assert.Equal(problems, read.Problems.Select(problem => problem.ToString()));
        Assert.Null(read.Value);
    }

    [Fact]
    public void Five_mistakes_give_five_problems_in_the_order_of_the_text()
    {
        var text = SmallRunbook.Text
            .Replace("budget: 2h\n", "budget: 2 hours\n", StringComparison.Ordinal)
            .Replace("image: example/gateway", "image: example/gateway:1.0.0", StringComparison.Ordinal)
            .Replace("workload: agents-west", "workload: Agents_West", StringComparison.Ordinal)
            .Replace("chart: hashicorp/vault", "chrt: hashicorp/vault", StringComparison.Ordinal)
            .Replace("[agents@west]", "[agents@wets]", StringComparison.Ordinal);

        var lines = RunbookReader.Read(text, "runbook.yaml").Problems.Select(problem => problem.Where);

        // A misspelt key is also a missing one.
        Assert.Equal(["runbook.yaml(2,9)", "runbook.yaml(30,12)", "runbook.yaml(51,19)", "runbook.yaml(56,3)", "runbook.yaml(59,5)", "runbook.yaml(78,22)"], lines);
    }

    [Fact]
    public void The_small_runbook_has_no_mistake() => Assert.Empty(RunbookReader.Read(SmallRunbook.Text, "runbook.yaml").Problems);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_is_a_problem(string text) =>
        Assert.Equal(["the file is empty"], RunbookReader.Read(text, "runbook.yaml").Problems.Select(problem => problem.Message));

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: {b: ")]
    public void Deep_nesting_is_refused_before_it_exhausts_the_stack(string opening) =>
        Assert.NotEmpty(RunbookReader.Read(string.Concat(Enumerable.Repeat(opening, 20_000)), "runbook.yaml").Problems);

    [Fact]
    public void Defaults_apply_where_a_key_may_be_left_out()
    {
        var runbook = RunbookReader.Read(SmallRunbook.Text, "runbook.yaml").Value!;

        var gateway = runbook.Components.Single(component => component.Name == "gateway").Placements.Single();
        var check = Assert.IsType<HealthCheck.Http>(gateway.Checks.Single());
        Assert.Equal(("api", "/health", "GET", 200, 10, TimeSpan.FromSeconds(30)), (check.Request.Endpoint, check.Request.Path, check.Request.Method, check.Request.Status, check.Tries, check.Spacing));
        Assert.Equal(TimeSpan.FromMinutes(10), runbook.Components.Single(component => component.Name == "agents").Placements[0].Timeout);
        Assert.Equal(new Version(1, 28), runbook.Estates.Single(estate => estate.Name == "toy").KubernetesAtLeast);
        Assert.Equal(ClusterRole.Secondary, runbook.Estates[0].Clusters[1].Role);
        Assert.Equal(TimeSpan.Zero, runbook.Stages[2].Waves[1].Soak);
    }

    [Fact]
    public void A_stage_that_shares_a_budget_has_that_budget() =>
        Assert.Equal(
            ["Prepare 15m", "UpdateGateway 10m", "UpdateAgents 10m", "Validate 15m", "UpdateInfra 15m"],
            RunbookReader.Read(SmallRunbook.Text, "runbook.yaml").Value!.Stages.Select(stage => $"{stage.Name} {DurationText.Format(stage.Budget)}"));

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        var shipped = RepositoryFiles.Read("build", "runbook.yaml");
        string[] splinters = ["[", "]", "{", "}", ":", "- ", "\n", "\"", "'", "&a", "*a", "!!", "|", ">", "%", "@", "\t", "#", "?", "<<: ", "---\n", "\0", "\\U00110000", "\uD800", "\u2028", "~", ",", "0x", "- - "];
        var cut = Gen.Select(Gen.Int[0, shipped.Length - 1], Gen.Int[0, 40], Gen.OneOf(Gen.Int[0, splinters.Length - 1].Select(i => splinters[i]), Gen.String));

        cut.Array[1, 4].Sample(
            cuts =>
            {
                var text = cuts.Aggregate(shipped, (before, c) => Splice(before, c.Item1, c.Item2, c.Item3));
                var read = RunbookReader.Read(text, "runbook.yaml");
                return read.IsValid == read.Problems.IsEmpty && read.Problems.All(problem => PointsInto(problem.Where, text));
            },
            iter: 1000);
    }

    static string Splice(string text, int at, int length, string insert)
    {
        var start = Math.Min(at, text.Length);
        return string.Concat(text.AsSpan(0, start), insert, text.AsSpan(Math.Min(start + length, text.Length)));
    }

    static bool PointsInto(string where, string text)
    {
        var numbers = where["runbook.yaml(".Length..^1].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return numbers is [> 0, > 0] && numbers[0] <= text.Length + 1;
    }
}
