using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

/// <summary>Gates that are judged by several answers, and what follows when they cannot be judged.</summary>
public sealed class GateRuleTests
{
    const string Guard = "UpdateAgents/guards/errors/watch";

    // Small, so that limits of minutes are far away while other threads get their turn.
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    static readonly FailureRule TwoOfThree = new(2, 3);

    [Fact]
    public async Task A_single_bad_answer_ends_nothing_where_the_runbook_wants_two()
    {
        using var lab = Guarded(gate => gate with { Failed = TwoOfThree });
        var end = Hold(lab);
        Answer(lab, 0.6, 0.1, 0.1);

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(lab, 3);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        Assert.Equal("passed, 10 % of 1,000 requests; of the last 3: 2 passed, 1 failed (2 of 3 fail the gate); wanted at most 50 %", lab.Log.State.Steps[Guard].Ended?.Message);
    }

    [Fact]
    public async Task Two_bad_answers_of_three_stop_the_stage()
    {
        using var lab = Guarded(gate => gate with { Failed = TwoOfThree });
        lab.East.Watch = MemoryCluster.NeverAsync;
        Answer(lab, 0.6, 0.1, 0.6);

        var result = await EndAsync(lab, lab.RunStageAsync("UpdateAgents"));

        Assert.Equal("stopped by the guard errors: Errors: 60 % of 1,000 requests; of the last 3: 1 passed, 2 failed (2 of 3 fail the gate); wanted at most 50 %", result.Message);
        Assert.Equal(3, Asked(lab));
    }

    [Fact]
    public async Task A_guard_is_asked_as_often_as_the_runbook_says()
    {
        using var lab = Guarded(gate => gate with { Interval = TimeSpan.FromSeconds(40) });
        lab.East.Watch = MemoryCluster.NeverAsync;
        Answer(lab, 0.1, 0.1, 0.6);

        await EndAsync(lab, lab.RunStageAsync("UpdateAgents"));

        var windows = lab.Metrics.Queries.Where(query => query.StartsWith("errors", StringComparison.Ordinal)).Select(query => int.Parse(query[7..^2], CultureInfo.InvariantCulture)).ToArray();
        // Time goes on while an answer is on its way, and never back.
        Assert.Equal(3, windows.Length);
        Assert.True(windows[0] >= 40 && windows[1] >= 80 && windows[2] == 120, string.Join(' ', windows));
    }

    [Fact]
    public async Task A_stage_that_is_over_before_there_are_samples_of_it_is_not_measured()
    {
        using var lab = Guarded(gate => gate with { Window = TimeSpan.FromHours(1) });
        var end = Hold(lab);
        lab.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [] : [1000];

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(lab, 2);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        Assert.Equal(
            (Ending.Skipped, "not measured: the stage was over before there were samples of it; an answer is about 1 h"),
            (lab.Log.State.Steps[Guard].Ended?.Ending, lab.Log.State.Steps[Guard].Ended?.Message));
        Assert.DoesNotContain(lab.Journal.Entries, entry => entry is JournalEntry.Assessed { Step: Guard });
    }

    [Fact]
    public async Task A_whole_window_without_samples_is_no_evidence()
    {
        using var lab = Guarded(gate => gate);
        var end = Hold(lab);
        lab.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [] : [1000];

        var run = lab.RunStageAsync("UpdateAgents");
        Asked(lab, 9);
        end.SetResult(MemoryCluster.Complete);

        Assert.True((await run).IsGood);
        Assert.Equal("no evidence, the query found no series; wanted at most 50 %", lab.Log.State.Steps[Guard].Ended?.Message);
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.1 }, Ending.Done, 2)]
    [InlineData(new[] { 0.6, 0.6 }, Ending.Failed, 2)]
    [InlineData(new[] { 0.6, 0.1, 0.1 }, Ending.Done, 3)]
    [InlineData(new[] { 0.6, 0.1, double.NaN }, Ending.Held, 3)]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN }, Ending.Held, 3)]
    public async Task A_gate_of_Validate_is_asked_until_its_answers_decide(double[] answers, Ending ending, int asked)
    {
        using var lab = new Lab(ChartRunbook.WithGate("errors", gate => gate with { Failed = TwoOfThree, Interval = TimeSpan.FromSeconds(20) }));
        Answer(lab, answers);

        var result = await EndAsync(lab, new MeasuringRun(lab.Context).AskAsync(Ask(lab), TestContext.Current.CancellationToken));

        Assert.Equal((ending, asked), (result.Ending, Asked(lab)));
        Assert.True(lab.Time.GetUtcNow() - Lab.Start >= TimeSpan.FromSeconds(20) * (asked - 1));
    }

    [Theory]
    [InlineData(UndecidedPolicy.Stop, double.NaN, Ending.Held, "Errors: no evidence, ")]
    [InlineData(UndecidedPolicy.GoOn, double.NaN, Ending.Done, "Errors: not measured, ")]
    [InlineData(UndecidedPolicy.Fail, double.NaN, Ending.Failed, "Errors: no evidence, which the runbook takes for a failure, ")]
    [InlineData(UndecidedPolicy.GoOn, 0.6, Ending.Failed, "Errors: 60 %")]
    public async Task What_follows_from_no_evidence_the_runbook_says_and_it_never_counts_as_passed(UndecidedPolicy policy, double errors, Ending ending, string message)
    {
        using var lab = new Lab(ChartRunbook.WithGate("errors", gate => gate with { OnNoEvidence = policy }));
        Answer(lab, errors);

        var result = await new MeasuringRun(lab.Context).AskAsync(Ask(lab), TestContext.Current.CancellationToken);

        Assert.Equal(ending, result.Ending);
        Assert.StartsWith(message, result.Message, StringComparison.Ordinal);
        Assert.NotEqual(Verdict.Passed, lab.Journal.Entries.OfType<JournalEntry.Assessed>().Single().Verdict);
    }

    [Theory]
    [InlineData(UndecidedPolicy.Stop, Ending.Held)]
    [InlineData(UndecidedPolicy.GoOn, Ending.Done)]
    [InlineData(UndecidedPolicy.Fail, Ending.Failed)]
    public async Task What_follows_from_contradictory_evidence_is_said_apart(UndecidedPolicy policy, Ending ending)
    {
        using var lab = new Lab(ChartRunbook.WithGate("errors", gate => gate with { OnInconclusive = policy }));
        lab.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [0, 0] : [1000];

        Assert.Equal(ending, (await new MeasuringRun(lab.Context).AskAsync(Ask(lab), TestContext.Current.CancellationToken)).Ending);
    }

    [Fact]
    public async Task Samples_and_their_age_are_asked_for_with_the_window()
    {
        using var lab = new Lab(ChartRunbook.WithGate("errors", gate => gate with { Samples = new GateSamples("up", 3, TimeSpan.FromMinutes(1)) }));
        lab.Metrics.Values = query => query.StartsWith("max(", StringComparison.Ordinal) ? [8] : query.StartsWith("time()", StringComparison.Ordinal) ? [12] : query.StartsWith("errors", StringComparison.Ordinal) ? [0.1] : [1000];

        var result = await new MeasuringRun(lab.Context).AskAsync(Ask(lab), TestContext.Current.CancellationToken);

        Assert.Equal("Errors: 10 % of 1,000 requests in 8 samples; wanted at most 50 %", result.Message);
        Assert.Equal(["errors[120s]", "count[120s]", "max(count_over_time(up[120s]))", "time() - max(timestamp(up))"], lab.Metrics.Queries);
    }

    [Fact]
    public void The_plan_says_how_many_answers_stop_a_stage_and_gives_the_step_time_for_them()
    {
        using var lab = Guarded(gate => gate with { Failed = TwoOfThree, Interval = TimeSpan.FromSeconds(30), OnNoEvidence = UndecidedPolicy.GoOn, Series = 2, Samples = new GateSamples("up", 3, TimeSpan.FromMinutes(1)) });

        Assert.Contains("  beside it: watch errors: Errors  (more than 50 % in 2 of 3 answers stops the stage)\n", PlanText.Of(lab.Plan), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(4), Ask(lab).Limit);
        Assert.Equal(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(PlanJson.Read(PlanJson.Write(lab.Plan))));
        Assert.Equal(Ask(lab).Gate, PlanJson.Read(PlanJson.Write(lab.Plan)).Steps.OfType<Step.AskGate>().Single(step => step.Gate.Name == "errors").Gate);
    }

    [Fact]
    public void An_estates_own_window_takes_the_place_of_the_interval_too()
    {
        var runbook = ChartRunbook.WithGate("errors", gate => gate with { Interval = TimeSpan.FromMinutes(1) });
        var brief = runbook with { Estates = [runbook.Estates[0] with { Overrides = new EstateOverrides { GateWindow = TimeSpan.FromSeconds(8) } }] };

        Gate Planned(Runbook one) => ReleaseScope.Of(one, Lab.Parameters()).Value!.Gates.Single(gate => gate.Name == "errors");

        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2)), (Planned(runbook).Spacing, Planned(brief).Spacing));
    }

    static Step.AskGate Ask(Lab lab) => lab.Plan.Steps.OfType<Step.AskGate>().Single(step => step.Gate.Name == "errors");

    static Lab Guarded(Func<Gate, Gate> change) => new(ChartRunbook.WithGate("errors", change) with
    {
        Stages = [.. ChartRunbook.Value.Stages.Select(stage => stage.Name == "UpdateAgents" ? stage with { Guards = ["errors"] } : stage)],
    });

    // The last one is repeated.
    static void Answer(Lab lab, params double[] errors)
    {
        var asked = -1;
        lab.Metrics.Values = query => !query.StartsWith("errors", StringComparison.Ordinal) ? [1000] : [errors[Math.Min(Interlocked.Increment(ref asked), errors.Length - 1)]];
    }

    // Rollouts in the east end when the test says so.
    static TaskCompletionSource<RolloutReading> Hold(Lab lab)
    {
        var end = new TaskCompletionSource<RolloutReading>(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.East.Watch = (_, _) => end.Task;
        return end;
    }

    static int Asked(Lab lab) => lab.Metrics.Queries.Count(query => query.StartsWith("errors", StringComparison.Ordinal));

    // Lets time go on until the gate has been asked so often.
    static void Asked(Lab lab, int times) => PassUntil(lab, () => Asked(lab) >= times);

    static async Task<StepResult> EndAsync(Lab lab, Task<StepResult> run)
    {
        PassUntil(lab, () => run.IsCompleted);
        return await run;
    }

    static void PassUntil(Lab lab, Func<bool> isReached) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            if (isReached())
            {
                return true;
            }

            lab.Time.Advance(Tick);
            return false;
        },
        TimeSpan.FromMinutes(1)));
}
