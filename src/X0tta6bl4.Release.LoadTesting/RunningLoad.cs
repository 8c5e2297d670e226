using System.Threading.Channels;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>One load while it runs. A pacer tells which request is due; as many senders as there may be connections take them from a queue, where
/// what finds no sender free waits, with its due time.</summary>
internal sealed class RunningLoad : IDisposable
{
    static readonly TimeSpan ProgressSpacing = TimeSpan.FromSeconds(1);

    readonly Channel<Turn> queue = Channel.CreateUnbounded<Turn>(new UnboundedChannelOptions { SingleWriter = true });
    readonly Recorder recorder = new();
    readonly LoadProfile profile;
    readonly Schedule schedule;
    readonly LoadClock clock;
    readonly Caller caller;

    /// <summary>Begins now.</summary>
    public RunningLoad(LoadProfile profile, TimeProvider time)
    {
        this.profile = profile;
        schedule = new Schedule(profile.RatePerSecond, profile.WarmUp, profile.Duration);
        clock = new LoadClock(time);
        caller = new Caller(profile, clock);
    }

    /// <summary>Runs to the end of the last request.</summary>
    public async Task<LoadResult> RunAsync(Action<LoadResult> onProgress, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = ReportAsync(onProgress, ended.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, profile.Connections).Select(_ => SendAsync(cancellationToken)).Append(PaceAsync(cancellationToken))).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await progress.ConfigureAwait(false);
        }

        return recorder.Result();
    }

    /// <inheritdoc/>
    public void Dispose() => caller.Dispose();

    async Task PaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var index = 0L; index < schedule.Count; index++)
            {
                var (due, counts) = (schedule.Due(index), schedule.Counts(index));
                await clock.WaitUntilAsync(due, cancellationToken).ConfigureAwait(false);
                if (counts)
                {
                    recorder.Due();
                }

                queue.Writer.TryWrite(new Turn(due, clock.Now, counts));
            }
        }
        finally
        {
            queue.Writer.Complete();
        }
    }

    async Task SendAsync(CancellationToken cancellationToken)
    {
        var freeSince = TimeSpan.Zero;
        await foreach (var turn in queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var lag = turn.Lag(freeSince, clock.Now);
            var outcome = await caller.CallAsync(turn.Due, cancellationToken).ConfigureAwait(false);
            if (turn.Counts)
            {
                recorder.Ended(lag, outcome);
            }

            freeSince = clock.Now;
        }
    }

    async Task ReportAsync(Action<LoadResult> onProgress, CancellationToken cancellationToken)
    {
        try
        {
            for (var next = ProgressSpacing; ; next += ProgressSpacing)
            {
                await clock.WaitUntilAsync(next, cancellationToken).ConfigureAwait(false);
                onProgress(recorder.Result());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The load has ended, and its end is told by its result.
        }
    }
}
