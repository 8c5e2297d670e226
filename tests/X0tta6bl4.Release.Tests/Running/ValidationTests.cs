using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class ValidationTests
{
    [Fact]
    public async Task Calls_load_and_gates_prove_a_release_and_become_its_criteria()
    {
        using var lab = Open();

        var result = await RunAsync(lab);

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(
            [
                "Time of the update: inconclusive",
                "Availability during the update: not measured",
                "Functions work: passed",
                "load on gateway: passed",
                "Errors: passed",
                "Response time: passed",
            ],
            Criteria(lab));
    }

    [Fact]
    public async Task A_call_that_answers_something_else_fails_and_nothing_is_loaded()
    {
        using var lab = Open();
        lab.Endpoints.Answer = number => new EndpointAnswer(200, "200 OK", number > 1 ? "{\"error\":\"no\"}" : "{}");

        var result = await RunAsync(lab);

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Equal("POST https://api.example.com/login: 200 OK, but its JSON has no /token", result.Message);
        Assert.Empty(lab.Load.Profiles);
    }

    [Fact]
    public async Task Every_call_sends_what_the_runbook_says()
    {
        using var lab = Open();

        await RunAsync(lab);

        Assert.Equal(["GET https://api.example.com/health", "POST https://api.example.com/login {}"], lab.Endpoints.Calls);
        Assert.Equal((50, "https://api.example.com/keys"), (lab.Load.Profiles.Single().RatePerSecond, lab.Load.Profiles.Single().Call.Url.AbsoluteUri));
    }

    [Theory]
    [InlineData(20, 80, 1, Ending.Failed)]
    [InlineData(10, 80, 1, Ending.Done)]
    [InlineData(0, 301, 1, Ending.Failed)]
    [InlineData(0, 300, 1, Ending.Done)]
    [InlineData(0, 301, 200, Ending.Held)]
    [InlineData(20, 301, 200, Ending.Failed)]
    public async Task A_load_is_judged_by_failures_and_slowness_and_not_when_the_generator_was_slow(int failed, int p95, int lag, Ending ending)
    {
        using var lab = Open();
        lab.Load.Answer = ScriptedLoad.Result(failed, p95, lag);

        Assert.Equal(ending, (await RunAsync(lab)).Ending);
    }

    [Theory]
    [InlineData(Verdict.Passed, Ending.Done)]
    [InlineData(Verdict.Failed, Ending.Failed)]
    [InlineData(Verdict.Inconclusive, Ending.Held)]
    [InlineData(Verdict.NoEvidence, Ending.Held)]
    public async Task A_load_script_is_run_as_planned_on_its_endpoint_and_its_verdict_counts(Verdict verdict, Ending ending)
    {
        using var lab = new Lab(ChartRunbook.WithScript());
        Answer(lab);
        lab.Load.Verdict = verdict;

        var result = await RunAsync(lab);

        Assert.Equal(ending, result.Ending);
        Assert.Empty(lab.Load.Profiles);
        var directory = lab.Context.Directory;
        Assert.Equal(
            new LoadScriptRun(Path.Combine(directory, "load-tests/gateway.yaml"), "load-tests/gateway.yaml", "5c41", new Uri("https://api.example.com"), TimeSpan.FromSeconds(35), Path.Combine(directory, "loads", "Validate-script-1-gateway")),
            Assert.Single(lab.Load.Scripts));
        Assert.Contains($"load on gateway (gateway): {VerdictText.Of(verdict)}", Criteria(lab));
    }

    [Theory]
    [InlineData(0.6, Ending.Failed)]
    [InlineData(0.5, Ending.Done)]
    [InlineData(double.NaN, Ending.Held)]
    public async Task A_gate_passes_only_on_a_number_within_its_limit(double errors, Ending ending)
    {
        using var lab = Open();
        await lab.RunStageAsync("Prepare");
        Script(lab, query => query.StartsWith("errors", StringComparison.Ordinal) ? [errors] : null);

        Assert.Equal(ending, (await RunAsync(lab)).Ending);
    }

    [Fact]
    public async Task Slower_than_the_baseline_by_more_than_a_fifth_fails()
    {
        using var lab = Open();
        await lab.RunStageAsync("Prepare");
        Script(lab, query => query.StartsWith("p95", StringComparison.Ordinal) ? [0.121] : null);

        var result = await RunAsync(lab);

        Assert.Equal("Response time: 121 ms of 1,000 requests, 21 % above the baseline; wanted at most 20 % above the baseline of 100 ms", result.Message);
        Assert.Equal(Ending.Failed, result.Ending);
    }

    [Fact]
    public async Task A_source_that_is_down_or_gives_several_series_waits_for_a_human()
    {
        using var lab = Open();
        await lab.RunStageAsync("Prepare");
        Script(lab, query => query.StartsWith("errors", StringComparison.Ordinal) ? [0, 0] : null);
        Assert.Contains("2 series where one is wanted", (await RunAsync(lab)).Message, StringComparison.Ordinal);

        lab.Metrics.Down = "connection refused";
        var result = await lab.RunStageAsync("Validate");

        Assert.Equal(Ending.Held, result.Ending);
        Assert.Contains("no evidence, http://prometheus.example.com: connection refused", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_optional_gate_without_evidence_is_not_measured_and_stops_nothing()
    {
        using var lab = new Lab(ChartRunbook.WithGate("slowness", gate => gate with { Optional = true }));
        Answer(lab);
        Script(lab, query => query.StartsWith("p95", StringComparison.Ordinal) ? [] : null);

        var result = await RunAsync(lab);

        Assert.True(result.IsGood, result.Message);
        Assert.Contains("Response time: no evidence", Criteria(lab));
    }

    [Fact]
    public async Task Without_a_baseline_a_release_is_refused_before_it_changes_anything()
    {
        using var lab = Open();
        Script(lab, query => query.StartsWith("count", StringComparison.Ordinal) ? [12] : null);

        var result = await lab.RunStageAsync("Prepare");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("10 % of 12 requests, too few to judge by: at least 100 are wanted", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_waits_until_its_window_lies_wholly_after_the_last_change()
    {
        using var lab = Open();
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("UpdateInfra");
        lab.Time.Advance(TimeSpan.FromSeconds(30));
        lab.Metrics.Queries.Clear();

        var run = lab.RunStageAsync("Validate");
        Assert.Empty(lab.Metrics.Queries);
        lab.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.Empty(lab.Metrics.Queries);
        lab.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await run).IsGood);
        Assert.Equal(["count[120s]", "count[120s]", "errors[120s]", "p95[120s]"], lab.Metrics.Queries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_gate_is_asked_also_when_another_one_fails()
    {
        using var lab = Open();
        await lab.RunStageAsync("Prepare");
        Script(lab, query => query.StartsWith("errors", StringComparison.Ordinal) ? [] : query.StartsWith("p95", StringComparison.Ordinal) ? [9] : null);

        var result = await RunAsync(lab);

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("Errors: no evidence", Criteria(lab));
        Assert.Contains("Response time: failed", Criteria(lab));
    }

    [Fact]
    public async Task What_a_gate_measured_is_kept_with_its_limit_and_its_baseline()
    {
        using var lab = Open();
        await lab.RunStageAsync("Prepare");
        Script(lab, query => query.StartsWith("p95", StringComparison.Ordinal) ? [0.11] : query.StartsWith("errors", StringComparison.Ordinal) ? [] : null);

        await RunAsync(lab);

        var gates = ReleaseReport.Of("id", lab.Plan, [.. lab.Journal.Entries]).Gates;
        var figures = gates.Single(gate => gate.Subject == "Response time").Figures!;
        Assert.Equal((0.12, 0.1, 0.11), (Math.Round(figures.Limit, 9), figures.Baseline, Assert.Single(figures.Values).Value));
        Assert.Null(gates.Single(gate => gate.Subject == "Errors").Figures);
        Assert.Null(gates.Single(gate => gate.Subject == "load on gateway").Figures);
    }

    [Fact]
    public async Task What_was_measured_before_an_earlier_release_was_taken_back_is_no_baseline()
    {
        using var lab = Open();
        lab.EstateChangedAt = Lab.Start.AddSeconds(-30);

        var run = lab.RunStageAsync("Prepare");
        Assert.Empty(lab.Metrics.Queries);
        // The others write files meanwhile, and a clock that goes on would end their limits.
        Assert.True(SpinWait.SpinUntil(() => lab.Stage("Prepare").Steps.All(step => step is Step.MeasureBaseline || IsDone(lab, step)), TimeSpan.FromMinutes(1)));
        lab.Time.Advance(TimeSpan.FromSeconds(90));

        Assert.True((await run).IsGood);
        Assert.Equal(4, lab.Metrics.Queries.Count);
    }

    [Fact]
    public void A_cluster_that_nothing_measures_is_said_to_be_so_and_asked_nothing()
    {
        using var lab = new Lab(ChartRunbook.Value with { Estates = [LabRunbook.Estate()] });

        Assert.Equal(["Errors", "Response time"], lab.Plan.Unmeasured);
        Assert.Empty(lab.Plan.Steps.OfType<Step.AskGate>());
    }

    static bool IsDone(Lab lab, Step step) => lab.Log.State.Steps.TryGetValue(step.Id, out var state) && state.Ended is not null;

    static Lab Open()
    {
        var lab = new Lab(ChartRunbook.Value);
        Answer(lab);
        return lab;
    }

    static void Answer(Lab lab) => lab.Endpoints.Answer = _ => new EndpointAnswer(200, "200 OK", "{\"token\":\"t\"}");

    static void Script(Lab lab, Func<string, double[]?> values)
    {
        var usual = lab.Metrics.Values;
        lab.Metrics.Values = query => values(query) ?? usual(query);
    }

    // The last change was long ago whenever the clock of the lab says so; gates then do not wait.
    static async Task<StepResult> RunAsync(Lab lab)
    {
        foreach (var stage in lab.Plan.Stages.Where(stage => stage.Name != "Validate" && !lab.Log.State.IsDone(stage.Name)))
        {
            var result = await new Runner(lab.Context).RunStageAsync(stage, lab.Stop);
            if (!result.IsGood)
            {
                return result;
            }
        }

        lab.Time.Advance(TimeSpan.FromMinutes(5));
        return await lab.RunStageAsync("Validate");
    }

    static IEnumerable<string> Criteria(Lab lab) =>
        ReleaseReport.Of("id", lab.Plan, [.. lab.Journal.Entries]).Criteria.Select(criterion => $"{criterion.Name}: {criterion.Verdict}");
}
