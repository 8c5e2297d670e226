using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class UndoerTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public async Task Everything_is_as_before_and_the_release_is_undone()
    {
        var before = lab.Specs;
        await lab.RunAsync();

        var result = await lab.RollBackAsync();

        Assert.Equal(StepResult.Done("4 of 4 changes undone"), result);
        Assert.Equal(before, lab.Specs);
        Assert.Equal((ReleaseOutcome.Undone, false), (lab.Log.State.Outcome, lab.Log.State.IsOpen));
    }

    [Fact]
    public async Task The_newest_wave_goes_first()
    {
        await lab.RunAsync();
        lab.Journal.Entries.Clear();

        await lab.RollBackAsync();

        Assert.Equal(
            ["UpdateAgents/2/agents@west/update", "UpdateAgents/1/reports@east/update", "UpdateAgents/1/agents@east/update", "UpdateGateway/1/gateway@east/update"],
            lab.Journal.Entries.OfType<JournalEntry.UndoStarting>().Select(entry => entry.Step));
    }

    [Fact]
    public async Task One_failure_does_not_keep_the_others_from_their_undo()
    {
        await lab.RunAsync();
        lab.West.BeforePatch = _ => throw new EstateAccessException(AccessFailure.Unreachable, "west", "no answer");

        var result = await lab.RollBackAsync();

        Assert.Equal(StepResult.Failed("1 of 4 changes are not undone: west/system/deployment/agents-west: no answer"), result);
        Assert.Equal(3, lab.Plan.Updates.Count(update => lab.Specs.Any(spec => spec.Contains($"\"{update.From}\"", StringComparison.Ordinal) && spec.StartsWith(update.Workload.Name + " ", StringComparison.Ordinal))));
        Assert.True(lab.Log.State.IsOpen);
        Assert.Equal(["UpdateAgents/2/agents@west/update"], lab.Log.State.ToUndo.Select(step => step.Step));
    }

    [Fact]
    public async Task Somebody_elses_hotfix_is_not_overwritten()
    {
        await lab.RunAsync();
        Manifests.Containers(lab.East.Objects["gateway"])[0]!["image"] = "example/gateway:hotfix";

        var result = await lab.RollBackAsync();

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("east/system/deployment/gateway was changed by somebody else", result.Message, StringComparison.Ordinal);
        Assert.Contains("example/gateway:hotfix", Manifests.Spec(lab.East.Objects["gateway"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_changed_in_other_fields_stays()
    {
        await lab.RunAsync();
        lab.East.Objects["gateway"] = Manifests.WithSidecarInFront(lab.East.Objects["gateway"]);
        lab.East.Objects["gateway"]["spec"]!["replicas"] = 7;

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(["example/sidecar:1", "example/gateway:2.3.0"], Manifests.Containers(lab.East.Objects["gateway"]).Select(c => (string?)c!["image"]));
        Assert.Equal(7, WorkloadFields.ReplicasOf(lab.East.Objects["gateway"]));
    }

    [Fact]
    public async Task Undo_works_while_the_journal_cannot_be_written()
    {
        var before = lab.Specs;
        await lab.RunAsync();
        lab.Journal.FailsOn = _ => true;

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(before, lab.Specs);
    }

    [Fact]
    public async Task An_undo_whose_rollout_fails_is_not_an_undo()
    {
        await lab.RunAsync();
        lab.West.Watch = (_, _) => Task.FromResult(new RolloutReading(RolloutState.Stalled, "paused", RolloutCounts.None));

        var result = await lab.RollBackAsync();

        Assert.Equal("1 of 4 changes are not undone: west/system/deployment/agents-west: paused", result.Message);
        Assert.Null(lab.Log.State.Steps["UpdateAgents/2/agents@west/update"].Ended);
    }

    [Fact]
    public async Task A_second_rollback_does_only_what_the_first_left()
    {
        var before = lab.Specs;
        await lab.RunAsync();
        lab.West.BeforePatch = _ => new PatchResult.Refused("not now");
        await lab.RollBackAsync();
        lab.West.BeforePatch = _ => null;
        lab.East.Sent.Clear();

        var result = await lab.RollBackAsync();

        Assert.Equal(StepResult.Done("1 of 1 changes undone"), result);
        Assert.Equal(before, lab.Specs);
        Assert.Empty(lab.East.Sent);
    }

    [Fact]
    public async Task A_second_signal_ends_the_way_back_and_says_what_is_left()
    {
        await lab.RunAsync();
        using var signal = new CancellationTokenSource();
        lab.Stop = signal.Token;
        lab.West.Watch = MemoryCluster.NeverAsync;
        var undo = lab.RollBackAsync();

        await signal.CancelAsync();

        Assert.Equal(Ending.Stopped, (await undo).Ending);
        Assert.StartsWith("4 of 4 changes are not undone: west/system/deployment/agents-west: stopped by a signal", (await undo).Message, StringComparison.Ordinal);
        Assert.Equal(4, lab.Log.State.ToUndo.Count());
    }

    [Fact]
    public async Task A_done_release_whose_rollback_does_not_succeed_is_open_again()
    {
        await lab.RunAsync();
        await lab.Log.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start }, CancellationToken.None);
        lab.West.BeforePatch = _ => new PatchResult.Refused("not now");

        await lab.RollBackAsync();

        Assert.True(lab.Log.State.IsOpen);
    }

    public void Dispose() => lab.Dispose();
}
