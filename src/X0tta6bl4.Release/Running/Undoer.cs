using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Takes a release back: a run over its undo records, newest wave first, placements of a wave side by side, each watched and judged like a release.</summary>
public sealed class Undoer
{
    readonly RunContext context;

    /// <summary>Makes an undoer for a release.</summary>
    public Undoer(RunContext context) => this.context = context;

    /// <summary>Undoes everything whose effect began. One placement that cannot be undone does not keep the others from it.</summary>
    /// <param name="reason">Why, for the journal and the report.</param>
    /// <param name="stop">Ends the watching; what is left is then not undone.</param>
    public async Task<StepResult> RollBackAsync(string reason, CancellationToken stop)
    {
        await context.Log.TryAppendAsync(new JournalEntry.RollbackStarted(reason) { At = context.Log.Now }).ConfigureAwait(false);
        var due = context.Log.State.ToUndo.ToArray();
        var left = new List<StepResult>();
        foreach (var wave in due.GroupBy(step => WaveOf(step.Step)))
        {
            var results = await Task.WhenAll(wave.Select(step => UndoAsync(step.Step, step.Undo!, stop))).ConfigureAwait(false);
            left.AddRange(results.Where(result => !result.IsGood));
        }

        var result = left.Count == 0
            ? StepResult.Done(due.Length == 0 ? "nothing was changed" : $"{due.Length} of {due.Length} changes undone")
            : new StepResult(left.Exists(r => r.Ending == Ending.Failed) ? Ending.Failed : Ending.Stopped, $"{left.Count} of {due.Length} changes are not undone: {string.Join("; ", left.Select(r => r.Message))}");
        await context.Log.TryAppendAsync(new JournalEntry.RollbackEnded(result.Ending, result.Message) { At = context.Log.Now }).ConfigureAwait(false);
        if (result.IsGood)
        {
            await context.Log.TryAppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Undone) { At = context.Log.Now }).ConfigureAwait(false);
        }

        return result;
    }

    // STAGE/WAVE of an identifier STAGE/WAVE/LANE/STEP.
    static string WaveOf(string step) => string.Join('/', step.Split('/')[..2]);

    async Task<StepResult> UndoAsync(string step, UndoRecord undo, CancellationToken stop)
    {
        StepResult result;
        try
        {
            stop.ThrowIfCancellationRequested();
            result = await ApplyAsync(step, undo, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            result = StepResult.Stopped($"{undo.Workload}: stopped by a signal");
        }
        catch (EstateAccessException exception)
        {
            result = StepResult.Failed($"{undo.Workload}: {exception.Message}");
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

    async Task<StepResult> ApplyAsync(string step, UndoRecord undo, CancellationToken stop)
    {
        await context.Log.TryAppendAsync(new JournalEntry.UndoStarting(step) { At = context.Log.Now }).ConfigureAwait(false);
        var cluster = context.Estate.Clusters[undo.Workload.Cluster];
        var change = await new WorkloadChange(undo.Workload, undo.Uid, undo.FieldChanges).ApplyAsync(cluster, () => Task.CompletedTask, stop).ConfigureAwait(false);
        if (change.Failure is not null)
        {
            return StepResult.Failed(change.Failure);
        }

        var rollout = await JudgedRollout.RunAsync(context, step, new RolloutQuestion(undo.Workload, change.Generation, undo.Container), undo.Limit, stop).ConfigureAwait(false);
        return !rollout.IsGood ? rollout with { Message = $"{undo.Workload}: {rollout.Message}" }
            : StepResult.Done($"runs {PlanText.Short(undo.Image)} again: {rollout.Message}");
    }
}
