using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class TimeLimitTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public async Task A_rollout_that_takes_longer_than_its_limit_fails_with_what_was_last_seen()
    {
        lab.East.Watch = MemoryCluster.NeverAsync;
        var run = lab.RunStageAsync("UpdateGateway");

        lab.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(StepResult.Failed("east/system/deployment/gateway is not complete after 10 min: 1 of 4 updated"), await run);
    }

    [Fact]
    public async Task A_check_that_never_answers_fails_at_its_limit()
    {
        var check = new Step.RunCommand(lab.Plan.Updates.First().Workload, "gateway", ["sleep"]) { Id = "Prepare/1/x/check", Limit = TimeSpan.FromSeconds(30) };
        var run = RunAlone(check, token => MemoryCluster.NeverAsync(null!, token));

        lab.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("run 'sleep' in east/system/deployment/gateway: no result after 30 s", (await run).Message);
    }

    [Fact]
    public async Task A_stage_ends_when_its_budget_is_used_up()
    {
        lab.Plan = WithBudget("UpdateGateway", TimeSpan.FromMinutes(4));
        lab.Plan = lab.Plan with { Stages = [.. lab.Plan.Stages.Where(stage => stage.Name != "UpdateAgents")] };
        lab.East.Watch = MemoryCluster.NeverAsync;
        var run = lab.RunStageAsync("UpdateGateway");

        lab.Time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(StepResult.Failed("its budget of 4 min is used up"), await run);
    }

    [Fact]
    public async Task Stages_that_share_a_budget_use_it_up_together()
    {
        lab.Plan = WithBudget("UpdateGateway", TimeSpan.FromMinutes(12));
        lab.East.Watch = async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(8), lab.Time, token);
            return MemoryCluster.Complete;
        };
        var runner = new Runner(lab.Context);
        var first = runner.RunStageAsync(lab.Stage("UpdateGateway"), CancellationToken.None);
        lab.Time.Advance(TimeSpan.FromMinutes(8));
        Assert.True((await first).IsGood);

        var second = runner.RunStageAsync(lab.Stage("UpdateAgents"), CancellationToken.None);
        lab.Time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(StepResult.Failed("the budget of 12 min that it shares is used up"), await second);
    }

    [Fact]
    public async Task The_releases_own_budget_ends_every_stage()
    {
        lab.Plan = lab.Plan with { Budget = TimeSpan.FromMinutes(3) };
        lab.East.Watch = MemoryCluster.NeverAsync;
        var run = lab.RunStageAsync("UpdateGateway");

        lab.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(StepResult.Failed("the release's budget of 3 min is used up"), await run);
    }

    [Fact]
    public async Task A_used_up_budget_ends_the_next_stage_at_once()
    {
        var runner = new Runner(lab.Context with { Plan = lab.Plan with { Budget = TimeSpan.FromMinutes(1) } });
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        lab.East.Watch = MemoryCluster.NeverAsync;

        var run = runner.RunStageAsync(lab.Stage("UpdateGateway"), CancellationToken.None);
        lab.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("the release's budget of 1 min is used up", (await run).Message);
    }

    [Fact]
    public async Task An_endpoint_is_asked_as_often_as_planned_with_the_planned_spacing()
    {
        lab.Endpoints.Answer = _ => new EndpointAnswer(null, "connection refused");
        var run = lab.RunStageAsync("UpdateGateway");
        for (var call = 1; call < 3; call++)
        {
            Assert.Equal(call, lab.Endpoints.Calls.Count);
            await AdvanceAsync(TimeSpan.FromSeconds(30), () => lab.Endpoints.Calls.Count > call);
        }

        Assert.Equal("GET https://api.example.com/health: wanted 200, saw connection refused, 3 times", (await run).Message);
    }

    [Fact]
    public async Task A_soak_is_waited_for_before_the_next_wave()
    {
        using var soaking = new Lab(LabRunbook.WithSoak("UpdateAgents", TimeSpan.FromMinutes(2)));
        var run = soaking.RunStageAsync("UpdateAgents");
        Assert.Empty(soaking.West.Sent);

        soaking.Time.Advance(TimeSpan.FromMinutes(2));
        while (!run.IsCompleted)
        {
            await Task.Yield();
            soaking.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True((await run).IsGood);
        Assert.Equal(["agents-west"], soaking.West.Sent);
    }

    Plan WithBudget(string stage, TimeSpan budget) => lab.Plan with
    {
        Stages = [.. lab.Plan.Stages.Select(s => s.Name == stage || s.SharesBudgetWith == stage ? s with { Budget = budget } : s)],
    };

    async Task<StepResult> RunAlone(Step step, Func<CancellationToken, Task> wait)
    {
        var stage = lab.Stage("Prepare") with { Waves = [new PlannedWave(1, [new PlannedLane("x", [step])], TimeSpan.Zero)] };
        lab.East.WaitForExec = wait;
        return await new Runner(lab.Context).RunStageAsync(stage, CancellationToken.None);
    }

    async Task AdvanceAsync(TimeSpan span, Func<bool> until)
    {
        lab.Time.Advance(span);
        while (!until())
        {
            await Task.Yield();
        }
    }

    public void Dispose() => lab.Dispose();
}
