using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class WaveTests : IDisposable
{
    static readonly Fault NoImage = new("K-IMG-NOTFOUND", "east/system/pod/reports-1", "the image is not there", "push it", []);

    readonly Lab lab = new();

    [Fact]
    public async Task Lanes_of_a_wave_run_side_by_side_and_waves_one_after_the_other()
    {
        var ends = lab.Plan.Updates.ToDictionary(u => u.Workload.Name, _ => new TaskCompletionSource<RolloutReading>(TaskCreationOptions.RunContinuationsAsynchronously));
        lab.East.Watch = (question, _) => ends[question.Workload.Name].Task;

        var run = lab.RunStageAsync("UpdateAgents");

        Assert.Equal(["agents", "reports"], lab.East.Patched);
        ends["reports"].SetResult(MemoryCluster.Complete);
        Assert.Empty(lab.West.Patched);
        ends["agents"].SetResult(MemoryCluster.Complete);
        Assert.True((await run).IsGood);
        Assert.Equal(["agents-west"], lab.West.Patched);
    }

    [Fact]
    public async Task No_more_lanes_run_at_the_same_time_than_allowed()
    {
        var end = new TaskCompletionSource<RolloutReading>(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.East.Watch = (_, _) => end.Task;

        var run = new Runner(lab.Context with { Parallel = 1 }).RunStageAsync(lab.Stage("UpdateAgents"), CancellationToken.None);

        Assert.Equal(["agents"], lab.East.Patched);
        end.SetResult(MemoryCluster.Complete);
        Assert.True((await run).IsGood);
        Assert.Equal(["agents", "reports"], lab.East.Patched);
    }

    [Fact]
    public async Task A_lane_that_waits_for_a_place_does_not_begin_after_a_failure()
    {
        lab.East.Watch = (_, _) => Task.FromResult(Doomed());

        var result = await new Runner(lab.Context with { Parallel = 1 }).RunStageAsync(lab.Stage("UpdateAgents"), CancellationToken.None);

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Equal(["agents"], lab.East.Sent);
    }

    [Fact]
    public async Task The_first_failure_stops_what_runs_beside_it_and_the_waves_behind_it()
    {
        lab.East.Watch = (question, token) => question.Workload.Name == "reports" ? Task.FromResult(Doomed()) : MemoryCluster.NeverAsync(question, token);

        var result = await lab.RunStageAsync("UpdateAgents");

        Assert.Equal(StepResult.Failed("the image is not there", NoImage), result);
        Assert.Equal(
            "stopped, because another placement of the wave failed",
            lab.Log.State.Steps["UpdateAgents/1/agents@east/update"].Ended?.Message);
        Assert.Empty(lab.West.Sent);
    }

    [Fact]
    public async Task A_failed_check_fails_the_stage()
    {
        lab.West.Exec = _ => new CommandResult("agents-west-1", 22, ["curl: (22) 503"]);

        var result = await lab.RunStageAsync("UpdateAgents");

        Assert.Equal("'curl -f http://localhost/' in pod agents-west-1 ended with 22: curl: (22) 503", result.Message);
        Assert.Equal(Ending.Failed, result.Ending);
    }

    [Fact]
    public async Task What_a_cluster_throws_is_a_failed_step_not_an_exception()
    {
        lab.East.Watch = (_, _) => throw new EstateAccessException(AccessFailure.Denied, "east", "watching deployments is forbidden");
        var denied = await lab.RunStageAsync("UpdateGateway");
        lab.East.Watch = (_, _) => throw new InvalidOperationException("a bug");
        var bug = await lab.RunStageAsync("UpdateAgents");

        Assert.Equal("east: watching deployments is forbidden", denied.Message);
        Assert.Equal("update east/system/deployment/agents: a bug", bug.Message);
        Assert.Equal([Ending.Failed, Ending.Failed], lab.Journal.Entries.OfType<JournalEntry.StageEnded>().Select(e => e.Ending));
    }

    [Fact]
    public async Task Pods_that_run_another_digest_than_was_checked_fail_the_stage()
    {
        lab.East.Objects["gateway"] = Manifests.Deployment("gateway", "gateway", "example/gateway:2.3.1@" + Manifests.Digest('9'));
        var verify = lab.Stage("UpdateGateway").Steps.OfType<Step.VerifyImage>().Single();

        var result = await new StepPerformer(lab.Context).PerformAsync(verify, CancellationToken.None);

        Assert.Contains("a node pulled from somewhere else", result.Message, StringComparison.Ordinal);
        Assert.Equal(Ending.Failed, result.Ending);
    }

    [Fact]
    public async Task A_tag_that_was_moved_since_the_plan_fails_Prepare()
    {
        lab.Registry.Answer = image => MemoryRegistry.Manifest(image) with { Digest = Manifests.Digest('f') };

        var result = await lab.RunStageAsync("Prepare");

        Assert.StartsWith($"tag 2.3.1 of example/gateway was moved since the plan: {Manifests.Digest('a')} then", result.Message, StringComparison.Ordinal);
    }

    static RolloutReading Doomed() => new(RolloutState.Doomed, "1 of 4 updated", new RolloutCounts(4, 1, 0, 4, 5), NoImage);

    public void Dispose() => lab.Dispose();
}
