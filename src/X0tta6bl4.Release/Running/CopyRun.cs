using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Makes and deletes the copies on trial. A copy is known by its mark; one without it is somebody else's and is left alone.</summary>
public sealed class CopyRun
{
    // Its status changes while it comes up, and only what was seen is deleted.
    const int Tries = 10;

    readonly RunContext context;

    /// <summary>Works for a run.</summary>
    public CopyRun(RunContext context) => this.context = context;

    /// <summary>Makes a copy, unless it is there from an earlier run, and watches it until it is available.</summary>
    /// <param name="step">The step.</param>
    /// <param name="announce">Journals the undo; called before the copy is made.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    public async Task<StepResult> StartAsync(Step.RunCopy step, Func<Task> announce, CancellationToken cancellationToken)
    {
        var cluster = context.Estate.Clusters[step.Workload.Cluster];
        var live = await cluster.ReadWorkloadAsync(step.Workload, cancellationToken).ConfigureAwait(false);
        if (live is not null && MarkOf(live) != step.Mark)
        {
            return StepResult.Failed($"{step.Workload} exists, and this release did not make it; delete it, or give staging another namespace");
        }

        await announce().ConfigureAwait(false);
        var answer = live is not null ? null
            : await cluster.CreateAsync(step.Workload, context.Fence is { } fence ? TokenStamp.Put(step.Manifest, fence.Token) : step.Manifest, context.Abandon).ConfigureAwait(false);
        // A copy from an earlier run gets the token of this one: whoever saw it without does not delete it any more.
        await (context.Fence?.StampAsync([step.Workload], cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        // Whatever the answer, what is there afterwards decides.
        live = await cluster.ReadWorkloadAsync(step.Workload, cancellationToken).ConfigureAwait(false);
        if (live is null || MarkOf(live) != step.Mark)
        {
            return StepResult.Failed($"{step.Workload} could not be created: {answer?.Trouble ?? "it was there, and is gone again"}");
        }

        return await JudgedRollout.RunAsync(context, step.Id, new RolloutQuestion(step.Workload, live.Generation, step.Container), step.Limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a copy, if it is there and ours. Its pods end by themselves.</summary>
    public async Task<StepResult> DeleteAsync(UndoRecord.DeleteCopy undo, CancellationToken cancellationToken)
    {
        var cluster = context.Estate.Clusters[undo.Workload.Cluster];
        for (var attempt = 1; ; attempt++)
        {
            var live = await cluster.ReadWorkloadAsync(undo.Workload, cancellationToken).ConfigureAwait(false);
            if (live is null || MarkOf(live) != undo.Mark)
            {
                return StepResult.Done("is deleted");
            }

            if (attempt > Tries)
            {
                return StepResult.Failed($"{undo.Workload} is still there after {Tries} deletions");
            }

            // After the reading: whoever takes over from here on changes the copy before using it.
            if (context.Fence is { } fence && await fence.FindOtherAsync(undo.Workload).ConfigureAwait(false) is { } left)
            {
                return StepResult.Failed(left);
            }

            await cluster.DeleteAsync(live, CancellationToken.None).ConfigureAwait(false);
        }
    }

    static string? MarkOf(WorkloadSnapshot live) => (string?)live.Manifest["metadata"]?["annotations"]?[StagingCopy.MarkAnnotation];
}
