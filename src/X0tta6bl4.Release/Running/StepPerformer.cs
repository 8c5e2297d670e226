using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Carries out single steps. Each kind of step has one method; none of them knows of stages.</summary>
public sealed class StepPerformer
{
    static readonly TimeSpan ImageSpacing = TimeSpan.FromSeconds(1);
    readonly RunContext context;
    readonly CopyRun copies;
    readonly CallRun calls;
    readonly ChartRun charts;
    readonly MeasuringRun measuring;
    readonly LoadRun loads;

    /// <summary>Makes a performer for a run.</summary>
    public StepPerformer(RunContext context)
    {
        this.context = context;
        copies = new CopyRun(context);
        calls = new CallRun(context);
        charts = new ChartRun(context);
        measuring = new MeasuringRun(context);
        loads = new LoadRun(context, measuring);
    }

    /// <summary>Carries out one step, its starting entry included.</summary>
    public async Task<StepResult> PerformAsync(Step step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.UpdateWorkload update:
                return await UpdateAsync(update, cancellationToken).ConfigureAwait(false);
            case Step.RunCopy copy:
                return await copies.StartAsync(copy, () => StartAsync(copy, UndoRecord.Of(copy), cancellationToken), cancellationToken).ConfigureAwait(false);
            case Step.UpgradeChart chart:
                return await charts.UpgradeAsync(chart, undo => StartAsync(chart, undo, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        await StartAsync(step, undo: null, cancellationToken).ConfigureAwait(false);
        return step switch
        {
            Step.CheckImage image => await CheckImageAsync(image, cancellationToken).ConfigureAwait(false),
            Step.CheckWorkload workload => await CheckWorkloadAsync(workload, cancellationToken).ConfigureAwait(false),
            Step.BackUp backUp => await BackUpAsync(backUp, cancellationToken).ConfigureAwait(false),
            Step.VerifyImage verify => await VerifyImageAsync(verify, cancellationToken).ConfigureAwait(false),
            Step.CallEndpoint call => await calls.CallAsync(call, cancellationToken).ConfigureAwait(false),
            Step.RunCommand command => await calls.RunAsync(command, cancellationToken).ConfigureAwait(false),
            Step.RunTests tests => await calls.TestAsync(tests, cancellationToken).ConfigureAwait(false),
            Step.CheckChart chart => await charts.CheckAsync(chart, cancellationToken).ConfigureAwait(false),
            Step.MeasureBaseline baseline => await measuring.MeasureBaselineAsync(baseline, cancellationToken).ConfigureAwait(false),
            Step.RunLoad load => await loads.RunAsync(load, cancellationToken).ConfigureAwait(false),
            Step.RunScript script => await loads.RunAsync(script, cancellationToken).ConfigureAwait(false),
            Step.AskGate gate => await measuring.AskAsync(gate, cancellationToken).ConfigureAwait(false),
            _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
        };
    }

    async Task<StepResult> UpdateAsync(Step.UpdateWorkload step, CancellationToken cancellationToken)
    {
        var cluster = context.Estate.Clusters[step.Workload.Cluster];
        var change = await new WorkloadChange(step.Workload, step.Uid, step.FieldChanges) { Fence = context.Fence, Abandon = context.Abandon, Manager = step.Writer }
            .ApplyAsync(cluster, live => StartAsync(step, UndoRecord.Of(step, live), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!change.Patched)
        {
            await StartAsync(step, undo: null, cancellationToken).ConfigureAwait(false);
        }

        if (change.Failure is not null)
        {
            return StepResult.Failed(change.Failure);
        }

        var rollout = await JudgedRollout.RunAsync(context, step.Id, new RolloutQuestion(step.Workload, change.Generation, step.Container, !change.Patched, step.To), step.Limit, cancellationToken).ConfigureAwait(false);
        return !rollout.IsGood ? rollout
            : change.Patched ? StepResult.Done($"runs {PlanText.Short(step.To)}: {rollout.Message}")
            : StepResult.Skipped($"already runs {PlanText.Short(step.To)}: {rollout.Message}");
    }

    async Task<StepResult> CheckImageAsync(Step.CheckImage step, CancellationToken cancellationToken)
    {
        var image = ImageReference.Parse(step.Image);
        var manifest = await context.Estate.Registry.FindAsync(image with { Digest = "" }, cancellationToken).ConfigureAwait(false);
        return manifest is null ? StepResult.Failed($"{step.Image} is not in the registry any more")
            : manifest.Digest != image.Digest ? StepResult.Failed($"tag {image.Tag} of {image.Name} was moved since the plan: {image.Digest} then, {manifest.Digest} now")
            : StepResult.Done(PlanText.Short(step.Image));
    }

    async Task<StepResult> CheckWorkloadAsync(Step.CheckWorkload step, CancellationToken cancellationToken)
    {
        var live = await context.Estate.Clusters[step.Workload.Cluster].ReadWorkloadAsync(step.Workload, cancellationToken).ConfigureAwait(false);
        return live is null ? StepResult.Failed($"{step.Workload} does not exist any more")
            : live.Uid != step.Uid ? StepResult.Failed($"{step.Workload} was replaced since the plan")
            : live.Rollout.State != RolloutState.Complete ? StepResult.Failed($"{step.Workload} is not healthy: {live.Rollout.Message}", live.Rollout.Fault)
            : StepResult.Done(live.Rollout.Message);
    }

    async Task<StepResult> BackUpAsync(Step.BackUp step, CancellationToken cancellationToken)
    {
        // A resumed release keeps the first backup: it is the one from before the change.
        var path = BackupFile.PathOf(context.Directory, step.Workload);
        if (File.Exists(path))
        {
            return StepResult.Skipped($"{BackupFile.RelativePathOf(step.Workload)} is there already");
        }

        var text = step.Workload.Kind == ChartSnapshot.Kind
            ? await charts.ExportAsync(step.Workload, cancellationToken).ConfigureAwait(false)
            : await context.Estate.Clusters[step.Workload.Cluster].ExportAsync(step.Workload, cancellationToken).ConfigureAwait(false);
        await BackupFile.WriteAsync(path, text, cancellationToken).ConfigureAwait(false);
        return StepResult.Done(BackupFile.RelativePathOf(step.Workload));
    }

    // The kubelet reports an image ID a moment after the pod is ready; until the step's limit an empty one is no answer.
    async Task<StepResult> VerifyImageAsync(Step.VerifyImage step, CancellationToken cancellationToken)
    {
        var cluster = context.Estate.Clusters[step.Workload.Cluster];
        while (true)
        {
            var running = await cluster.ReadRunningImagesAsync(step.Workload, step.Container, cancellationToken).ConfigureAwait(false);
            if (running.FirstOrDefault(image => image.Digest.Length > 0 && !step.Digests.Contains(image.Digest)) is { } other)
            {
                return StepResult.Failed($"pod {other.Pod} runs {other.Digest}, the registry has {step.Digests[0]} under that name: a node pulled from somewhere else");
            }

            if (running.Length > 0 && running.All(image => image.Digest.Length > 0))
            {
                return StepResult.Done($"{running.Length} of {running.Length} pods run {running[0].Digest[..19]}");
            }

            await Task.Delay(ImageSpacing, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task StartAsync(Step step, UndoRecord? undo, CancellationToken cancellationToken)
    {
        // Helm and new objects carry no token, so this look is all that keeps a run that lost the lock from them.
        if (undo is not null && context.Fence is { } fence)
        {
            await fence.ProveAsync(undo.Workload.Cluster, cancellationToken).ConfigureAwait(false);
        }

        await context.Log.AppendAsync(new JournalEntry.StepStarting(step.Id, undo) { At = context.Log.Now }, cancellationToken).ConfigureAwait(false);
    }
}
