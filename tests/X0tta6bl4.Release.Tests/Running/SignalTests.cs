using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class SignalTests : IDisposable
{
    readonly Lab lab = new();
    readonly CancellationTokenSource signal = new();

    public SignalTests() => lab.Stop = signal.Token;

    [Fact]
    public async Task A_signal_while_a_rollout_is_watched_stops_the_stage_and_the_journal_says_so()
    {
        lab.East.Watch = MemoryCluster.NeverAsync;
        var run = lab.RunStageAsync("UpdateGateway");

        await signal.CancelAsync();

        Assert.Equal(StepResult.Stopped("stopped by a signal"), await run);
        Assert.Equal(
            ["stopped UpdateGateway/1/gateway@east/update: stopped", "stage UpdateGateway stopped: stopped by a signal"],
            JournalText.Of(lab.Journal.Entries).TakeLast(2));
    }

    [Fact]
    public async Task A_signal_during_a_patch_waits_for_its_answer_and_starts_nothing_new()
    {
        lab.East.BeforePatch = _ =>
        {
            signal.Cancel();
            return null;
        };

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(Ending.Stopped, result.Ending);
        Assert.Equal(["gateway"], lab.East.Patched);
        Assert.True(lab.Log.State.IsOpen);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_once_the_run_has_to_end_and_the_same_release_goes_on_later()
    {
        using var abandon = new CancellationTokenSource();
        lab.Abandon = abandon.Token;
        lab.East.Answering = token => Task.Delay(Timeout.Infinite, token);
        var run = lab.RunStageAsync("UpdateGateway");

        await signal.CancelAsync();
        Assert.False(run.IsCompleted);
        await abandon.CancelAsync();

        Assert.Equal(StepResult.Stopped("stopped by a signal"), await run);
        Assert.True(lab.Log.State.IsOpen);
        (lab.Stop, lab.Abandon, lab.East.Answering) = (CancellationToken.None, CancellationToken.None, _ => Task.CompletedTask);
        lab.Log = lab.LogFrom(ReleaseState.Fold(lab.Journal.Entries));
        Assert.True((await lab.RunAsync()).IsGood);
        Assert.Equal(4, lab.Patched.Count());
    }

    [Fact]
    public async Task A_signal_before_the_patch_leaves_the_workload_alone()
    {
        lab.Observers.Add(new Recorder(entry => Stop(entry is JournalEntry.StageStarted { Stage: "UpdateGateway" })));
        lab.Log = lab.LogFrom(new ReleaseState());

        var result = await lab.RunAsync();

        Assert.Equal(Ending.Stopped, result.Ending);
        Assert.Empty(lab.East.Sent);
        Assert.False(lab.Log.State.IsOpen);
    }

    [Fact]
    public async Task A_stage_after_a_signal_is_not_begun_and_is_a_result_like_any_other()
    {
        await signal.CancelAsync();

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(StepResult.Stopped("stopped by a signal before it began"), result);
        Assert.Empty(lab.Journal.Entries);
    }

    [Fact]
    public async Task A_stopped_release_goes_on_where_it_was()
    {
        lab.East.Watch = MemoryCluster.NeverAsync;
        var run = lab.RunStageAsync("UpdateGateway");
        await signal.CancelAsync();
        await run;

        lab.Stop = CancellationToken.None;
        lab.East.Watch = null;
        lab.Log = lab.LogFrom(ReleaseState.Fold(lab.Journal.Entries));
        var result = await lab.RunAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(4, lab.Patched.Count());
    }

    void Stop(bool now)
    {
        if (now)
        {
            signal.Cancel();
        }
    }

    public void Dispose()
    {
        lab.Dispose();
        signal.Dispose();
    }
}
