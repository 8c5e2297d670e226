using System.Globalization;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class GuardTests : IDisposable
{
    const string Guard = "UpdateAgents/guards/errors/watch";

    // Small, so that limits of minutes are far away while other threads get their turn.
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    readonly Lab lab = new(Guarded("errors"));

    [Fact]
    public async Task A_guard_that_fails_stops_the_stage_at_once_and_nothing_new_begins()
    {
        Errors(0.6);
        lab.East.Watch = MemoryCluster.NeverAsync;

        var result = await EndAsync(lab.RunStageAsync("UpdateAgents"));

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Equal("stopped by the guard errors: Errors: 60 % of 1,000 requests; wanted at most 50 %", result.Message);
        Assert.Empty(lab.West.Patched);
        Assert.Equal(Ending.Failed, lab.Log.State.Steps[Guard].Ended?.Ending);
        Assert.Equal(["failed: Errors during UpdateAgents"], Criteria());
    }

    [Fact]
    public async Task It_stops_a_soak_too()
    {
        using var soaking = new Lab(Guarded("errors") with { Stages = [.. Guarded("errors").Stages.Select(stage => stage with { Waves = [.. stage.Waves.Select(wave => wave with { Soak = TimeSpan.FromMinutes(5) })] })] });
        soaking.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [0.6] : [1000];

        var result = await EndAsync(soaking.RunStageAsync("UpdateAgents"), soaking);

        Assert.StartsWith("stopped by the guard errors: ", result.Message, StringComparison.Ordinal);
        Assert.Equal(["agents", "reports"], soaking.Patched);
    }

    [Fact]
    public async Task A_guard_that_passes_is_journaled_from_beginning_to_end_and_a_criterion()
    {
        var end = Hold();

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(2);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        Assert.Equal(
            ["StepStarting", "Assessed", "StepEnded"],
            lab.Journal.Entries.Where(entry => entry is JournalEntry.StepStarting { Step: Guard } or JournalEntry.Assessed { Step: Guard } or JournalEntry.StepEnded { Step: Guard }).Select(entry => entry.GetType().Name));
        Assert.Equal("passed, 10 % of 1,000 requests; wanted at most 50 %", lab.Log.State.Steps[Guard].Ended?.Message);
        Assert.IsType<JournalEntry.StageEnded>(lab.Journal.Entries[^1]);
        Assert.Equal(["passed: Errors during UpdateAgents"], Criteria());
    }

    [Fact]
    public async Task What_it_measured_is_kept_with_its_limit()
    {
        var end = Hold();

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(1);
        Errors(0.3);
        Asked(3);
        end.SetResult(MemoryCluster.Complete);
        await run;

        var figures = Assert.Single(ReleaseReport.Of("id", lab.Plan, [.. lab.Journal.Entries]).Gates).Figures!;
        Assert.Equal((GateUnit.Share, 0.5, true), (figures.Unit, figures.Limit, figures.IsUpper));
        Assert.Equal((0.1, 0.3), (figures.Values[0].Value, figures.Values[^1].Value));
        Assert.InRange(figures.Values.Length, 3, 5);
        Assert.Equal(figures.Values.Select(figure => figure.At).Order(), figures.Values.Select(figure => figure.At));
    }

    [Fact]
    public async Task It_asks_only_about_the_time_since_the_stage_began()
    {
        var end = Hold();

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(9);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        var windows = lab.Metrics.Queries.Where(query => query.StartsWith("errors", StringComparison.Ordinal)).Select(query => int.Parse(query[7..^2], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(windows.Order(), windows);
        Assert.InRange(windows[0], 15, 60);
        Assert.Equal(120, windows[^1]);
    }

    [Theory]
    [InlineData(double.NaN, "no evidence, the query gave NaN; wanted at most 50 %")]
    [InlineData(null, "no evidence, http://prometheus.example.com: connection refused; wanted at most 50 %")]
    public async Task A_guard_that_loses_its_source_stops_nothing_and_never_passes(double? errors, string message)
    {
        Errors(errors ?? 0);
        lab.Metrics.Down = errors is null ? "connection refused" : null;
        var end = Hold();

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(2);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        Assert.Equal(message, lab.Log.State.Steps[Guard].Ended?.Message);
        Assert.Equal(["no evidence: Errors during UpdateAgents"], Criteria());
    }

    [Fact]
    public async Task It_goes_on_when_its_source_is_back()
    {
        lab.Metrics.Down = "connection refused";
        lab.East.Watch = MemoryCluster.NeverAsync;

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(2);
        Errors(0.6);
        lab.Metrics.Down = null;

        Assert.StartsWith("stopped by the guard errors: ", (await EndAsync(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_requests_stop_nothing()
    {
        lab.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [0.9] : [99];
        var end = Hold();

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(2);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        Assert.StartsWith("inconclusive, ", lab.Log.State.Steps[Guard].Ended?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_is_over_before_the_first_answer_has_no_criterion_of_it()
    {
        Assert.True((await lab.RunStageAsync("UpdateAgents")).IsGood);

        Assert.Equal((Ending.Skipped, "the stage was over before the first answer"), (lab.Log.State.Steps[Guard].Ended?.Ending, lab.Log.State.Steps[Guard].Ended?.Message));
        Assert.Empty(lab.Metrics.Queries);
        Assert.Empty(Criteria());
    }

    [Fact]
    public async Task A_stage_that_is_resumed_is_guarded_anew()
    {
        Errors(0.6);
        lab.East.Watch = MemoryCluster.NeverAsync;
        await EndAsync(lab.RunStageAsync("UpdateAgents"));
        Errors(0.1);
        lab.East.Watch = null;

        Assert.True((await lab.RunStageAsync("UpdateAgents")).IsGood);
        Assert.Equal(2, lab.Log.State.Steps[Guard].Tries);
    }

    [Fact]
    public void A_plan_names_its_guards_and_what_stops_the_stage()
    {
        Assert.Contains("  beside it: watch errors: Errors  (more than 50 % stops the stage)\n", PlanText.Of(lab.Plan), StringComparison.Ordinal);
        Assert.Equal(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(PlanJson.Read(PlanJson.Write(lab.Plan))));
        Assert.Equal(Guard, Assert.Single(PlanJson.Read(PlanJson.Write(lab.Plan)).Stages.Single(stage => stage.Name == "UpdateAgents").Watches).Id);
    }

    [Fact]
    public void A_threshold_of_errors_takes_the_place_of_the_guards_own_and_is_repeated_in_the_next_command()
    {
        var plan = lab.TryPlan(Lab.Parameters() with { ErrorThreshold = 0.05 }).Value!;

        Assert.Equal(new GateLimit.AtMost(0.05), plan.Stages.SelectMany(stage => stage.Watches).Single().Gate.Limit);
        Assert.Equal(new GateLimit.AtMost(0.5), plan.Steps.OfType<Step.AskGate>().Single(step => step.Gate.Name == "errors").Gate.Limit);
        Assert.NotEqual(lab.Plan.Intent, plan.Intent);
        Assert.Equal("--error-threshold 5", ReleaseReport.Of("id", plan, [new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = Lab.Start }]).Selection);
    }

    [Fact]
    public void A_threshold_of_errors_leaves_guards_of_anything_else_alone()
    {
        using var other = new Lab(Guarded("slowness"));

        var plan = other.TryPlan(Lab.Parameters() with { ErrorThreshold = 0.05 }).Value!;

        Assert.Equal(new GateLimit.AboveBaseline(0.2), plan.Stages.SelectMany(stage => stage.Watches).Single().Gate.Limit);
    }

    [Fact]
    public void A_guard_that_compares_has_a_baseline_even_if_no_validation_asks_it()
    {
        using var other = new Lab(Guarded("slowness") with { Stages = [.. Guarded("slowness").Stages.Where(stage => stage.Name != "Validate")] });

        Assert.Equal(["slowness"], other.Plan.Steps.OfType<Step.MeasureBaseline>().Select(step => step.Gate.Name));
    }

    [Fact]
    public void Where_nothing_measures_there_is_no_guard_and_that_is_said()
    {
        using var other = new Lab(Guarded("errors") with { Estates = [LabRunbook.Estate()] });

        Assert.All(other.Plan.Stages, stage => Assert.Empty(stage.Watches));
        Assert.Contains("Errors", other.Plan.Unmeasured);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 2)]
    [InlineData(60, 15)]
    [InlineData(300, 15)]
    public void It_asks_every_quarter_of_its_window_within_limits(int window, int spacing) =>
        Assert.Equal(TimeSpan.FromSeconds(spacing), Gate.SpacingOf(TimeSpan.FromSeconds(window)));

    public void Dispose() => lab.Dispose();

    static Runbook Guarded(string gate) => ChartRunbook.Value with
    {
        Stages = [.. ChartRunbook.Value.Stages.Select(stage => stage.Name == "UpdateAgents" ? stage with { Guards = [gate] } : stage)],
    };

    void Errors(double share) => lab.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [share] : [1000];

    // Rollouts in the east end when the test says so.
    TaskCompletionSource<RolloutReading> Hold()
    {
        var end = new TaskCompletionSource<RolloutReading>(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.East.Watch = (_, _) => end.Task;
        return end;
    }

    // Lets time go on until the guard has asked so often.
    void Asked(int times) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            lab.Time.Advance(Tick);
            return lab.Metrics.Queries.Count(query => query.StartsWith("errors", StringComparison.Ordinal)) >= times;
        },
        TimeSpan.FromMinutes(1)));

    Task<StepResult> EndAsync(Task<StepResult> run) => EndAsync(run, lab);

    static async Task<StepResult> EndAsync(Task<StepResult> run, Lab where)
    {
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                where.Time.Advance(Tick);
                return run.IsCompleted;
            },
            TimeSpan.FromMinutes(1)));
        return await run;
    }

    IEnumerable<string> Criteria() => ReleaseReport.Of("id", lab.Plan, [.. lab.Journal.Entries]).Criteria
        .Where(criterion => criterion.Name.Contains("during Update", StringComparison.Ordinal)).Select(criterion => $"{criterion.Verdict}: {criterion.Name}");
}
