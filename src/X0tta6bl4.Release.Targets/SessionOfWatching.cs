using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <content>Watching a release after it is done, and what follows when it fails then.</content>
public sealed partial class ReleaseSession
{
    /// <summary>Watches the named or the newest release that is done; takes it back when it fails and policy says so.</summary>
    /// <exception cref="RefusalException">There is nothing to watch, or the watch did not end well; the exit code is set.</exception>
    public Task WatchAsync() => InTurnAsync(async () =>
    {
        await ConnectAsync(needsVersion: false).ConfigureAwait(false);
        if (setup.Screen is { } screen)
        {
            signals.Before(screen.Erase);
        }

        var watch = await GuardAsync(() => new WatchOpening(setup, input!, estate!).OpenAsync(signals.First)).ConfigureAwait(false);
        var result = await RunAsync(watch).ConfigureAwait(false);
        if (!result.IsGood && FollowedByRollback(result))
        {
            await TakeBackAsync(watch, result).ConfigureAwait(false);
            return;
        }

        ReportFiles.Show(setup, watch.Folder.Read()!, report => NextCommand.AfterWatch(result.Ending, report, RepeatedOptions.Of(setup.Request)));
        if (!result.IsGood)
        {
            End(SignalOr(ExitCode.Open, result));
            throw new RefusalException(exitCode, setup.Redactor.Clean(result.Message));
        }
    });

    async Task<StepResult> RunAsync(OpenedWatch watch)
    {
        using var opened = watch;
        var result = await GuardAsync(() => watch.RunAsync(signals.First)).ConfigureAwait(false);
        if (result.Ending == Ending.Failed && !FollowedByRollback(result))
        {
            await watch.EndAsync(result).ConfigureAwait(false);
        }

        if (await watch.CompleteNoticesAsync().ConfigureAwait(false) is { } undelivered)
        {
            Say(undelivered);
        }

        return result;
    }

    // The same way back as that of a rollback that somebody types, but with a reason and the exit code of a failure.
    async Task TakeBackAsync(OpenedWatch watch, StepResult result)
    {
        failure = result with { Message = $"Watch: {result.Message}" };
        input = input! with { Parameters = input.Parameters with { ReleaseId = watch.Folder.Id } };
        var opened = await OpenToTakeBackAsync(watch, result).ConfigureAwait(false);
        await opened.Context.Log.TryAppendAsync(new JournalEntry.WatchEnded(result.Ending, result.Message) { At = opened.Context.Log.Now }).ConfigureAwait(false);
        try
        {
            await UndoAsync(opened).ConfigureAwait(false);
        }
        finally
        {
            await ReportOwnAsync(opened).ConfigureAwait(false);
        }

        throw new RefusalException(exitCode, setup.Redactor.Clean(result.Message));
    }

    // Another run may have the estate for a while; if it changes that, there is nothing of this release left to take back.
    async Task<OpenedRelease> OpenToTakeBackAsync(OpenedWatch watch, StepResult result)
    {
        // After a signal that takes back, only the second one ends the waiting.
        var stop = result.Ending == Ending.Stopped ? signals.Second : signals.First;
        while (true)
        {
            try
            {
                return await OpenAsync(opening => opening.ForRollbackAsync(stop), needsVersion: false).ConfigureAwait(false);
            }
            catch (RefusalException refusal) when (refusal.ExitCode == ExitCode.Locked)
            {
                Say($"The release cannot be taken back yet. {refusal.Message}");
            }

            await WaitAsync(watch.Order.Rule.Interval, stop).ConfigureAwait(false);
            var successor = await watch.Order.FindSuccessorAsync(CancellationToken.None).ConfigureAwait(false);
            if (stop.IsCancellationRequested || successor is not null)
            {
                End(SignalOr(ExitCode.Open, result));
                throw new RefusalException(exitCode, $"{setup.Redactor.Clean(result.Message)}. It was not taken back: {successor ?? "stopped by a signal"}");
            }
        }
    }

    async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time, setup.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Its caller looks.
        }
    }
}
