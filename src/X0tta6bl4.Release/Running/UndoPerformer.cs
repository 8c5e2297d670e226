using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Undoes single steps from their records, journaled at both ends; never throws, because what is left must still be undone.</summary>
public sealed class UndoPerformer
{
    readonly RunContext context;
    readonly CopyRun copies;
    readonly ChartRun charts;

    /// <summary>Makes a performer for a run.</summary>
    public UndoPerformer(RunContext context) => (this.context, copies, charts) = (context, new CopyRun(context), new ChartRun(context));

    /// <summary>Undoes one step.</summary>
    /// <param name="step">The step's identifier.</param>
    /// <param name="undo">Its undo.</param>
    /// <param name="stop">Ends the watching; the undo then counts as stopped.</param>
    public async Task<StepResult> UndoAsync(string step, UndoRecord undo, CancellationToken stop)
    {
        StepResult result;
        try
        {
            stop.ThrowIfCancellationRequested();
            await context.Log.TryAppendAsync(new JournalEntry.UndoStarting(step) { At = context.Log.Now }).ConfigureAwait(false);
            var left = context.Fence is { } fence ? await fence.FindOtherAsync(undo.Workload).ConfigureAwait(false) : null;
            result = undo switch
            {
                _ when left is not null => StepResult.Failed(left),
                UndoRecord.RevertFields fields => await RevertAsync(step, fields, stop).ConfigureAwait(false),
                UndoRecord.RollBackChart chart => await charts.RollBackAsync(step, chart, stop).ConfigureAwait(false),
                UndoRecord.DeleteCopy copy => await copies.DeleteAsync(copy, stop).ConfigureAwait(false),
                _ => throw new System.Diagnostics.UnreachableException(undo.GetType().Name),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            result = StepResult.Stopped($"{undo.Workload}: stopped by a signal");
        }
        catch (EstateAccessException exception)
        {
            result = StepResult.Failed($"{undo.Workload}: {exception.Reason}");
        }
#pragma warning disable CA1031 // Whatever one undo throws, the others still run; the message is journaled and shown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result = StepResult.Failed($"{undo.Workload}: {exception.Message}");
        }

        await context.Log.TryAppendAsync(new JournalEntry.UndoEnded(step, result.Ending, result.Message, result.Fault) { At = context.Log.Now }).ConfigureAwait(false);
        return result;
    }

    async Task<StepResult> RevertAsync(string step, UndoRecord.RevertFields undo, CancellationToken stop)
    {
        var cluster = context.Estate.Clusters[undo.Workload.Cluster];
        var change = await new WorkloadChange(undo.Workload, undo.Uid, undo.FieldChanges) { Fence = context.Fence, Manager = undo.Manager }.ApplyAsync(cluster, _ => Task.CompletedTask, stop).ConfigureAwait(false);
        if (change.Failure is not null)
        {
            return StepResult.Failed(change.Failure);
        }

        var rollout = await JudgedRollout.RunAsync(context, step, new RolloutQuestion(undo.Workload, change.Generation, undo.Container, !change.Patched, undo.Image), undo.Limit, stop).ConfigureAwait(false);
        if (!rollout.IsGood)
        {
            return rollout with { Message = $"{undo.Workload}: {rollout.Message}" };
        }

        // The old version runs: who owns its fields is no reason to call that a failure.
        var kept = await new OwnershipReturn(context.Fence).RunAsync(cluster, undo, stop).ConfigureAwait(false);
        return StepResult.Done($"runs {PlanText.Short(undo.Image)} again: {rollout.Message}{(kept is null ? "" : $"; its fields stay owned by {undo.Manager}: {kept}")}");
    }
}
