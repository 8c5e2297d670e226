using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Running;

/// <summary>Takes a release back: a run over its undo records, newest wave first, placements of a wave side by side, each watched and judged like a release.</summary>
public sealed class Undoer
{
    readonly RunContext context;
    readonly UndoPerformer performer;
    readonly EvidenceRun evidence;

    /// <summary>Makes an undoer for a release.</summary>
    public Undoer(RunContext context) => (this.context, performer, evidence) = (context, new UndoPerformer(context), new EvidenceRun(context));

    /// <summary>Undoes everything whose effect began. One placement that cannot be undone does not keep the others from it.</summary>
    /// <param name="reason">Why, for the journal and the report.</param>
    /// <param name="stop">Ends the watching; what is left is then not undone.</param>
    public async Task<StepResult> RollBackAsync(string reason, CancellationToken stop)
    {
        await context.Log.TryAppendAsync(new JournalEntry.RollbackStarted(reason) { At = context.Log.Now }).ConfigureAwait(false);
        await (context.Availability?.BeginRollbackAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        var due = context.Log.State.ToUndo.ToArray();
        if (context.Fence is { } fence)
        {
            await fence.TryStampAsync(due.Select(step => step.Undo).OfType<UndoRecord.RevertFields>().Select(undo => undo.Workload), stop).ConfigureAwait(false);
        }

        var left = new List<(StepState Step, StepResult Result)>();
        foreach (var wave in due.GroupBy(step => WaveOf(step.Step)))
        {
            var results = await Task.WhenAll(wave.Select(async step => (step, await performer.UndoAsync(step.Step, step.Undo!, stop).ConfigureAwait(false)))).ConfigureAwait(false);
            left.AddRange(results.Where(undone => !undone.Item2.IsGood));
        }

        // Only now: what failed stays as it is, and nothing that can still be undone waits for it.
        await Task.WhenAll(left.Where(undone => undone.Result.Ending == Ending.Failed).Select(undone => evidence.SaveAsync(undone.Step.Step, undone.Step.Undo!, undone.Result, stop))).ConfigureAwait(false);

        var result = left.Count == 0
            ? StepResult.Done(due.Length == 0 ? "nothing is left to undo" : $"{due.Length} of {due.Length} changes undone")
            : new StepResult(left.Exists(undone => undone.Result.Ending == Ending.Failed) ? Ending.Failed : Ending.Stopped, $"{left.Count} of {due.Length} changes are not undone: {string.Join("; ", left.Select(undone => undone.Result.Message))}");
        await (context.Availability?.CompleteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        await context.Log.TryAppendAsync(new JournalEntry.RollbackEnded(result.Ending, result.Message) { At = context.Log.Now }).ConfigureAwait(false);
        if (result.IsGood)
        {
            await context.Log.TryAppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Undone) { At = context.Log.Now }).ConfigureAwait(false);
        }

        return result;
    }

    // STAGE/WAVE of an identifier STAGE/WAVE/LANE/STEP.
    static string WaveOf(string step) => string.Join('/', step.Split('/')[..2]);
}
