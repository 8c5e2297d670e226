using System.Text.Json.Nodes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Upgrades charts and takes them back. Helm writes; this watches, because helm's own waiting names no cause.</summary>
public sealed class ChartRun
{
    static readonly TimeSpan PendingSpacing = TimeSpan.FromSeconds(2);

    readonly RunContext context;
    readonly ChartWatch watch;

    /// <summary>Works for a run.</summary>
    public ChartRun(RunContext context) => (this.context, watch) = (context, new ChartWatch(context));

    /// <summary>Looks whether a Helm release is still the one that was planned for, and its workloads are well.</summary>
    public async Task<StepResult> CheckAsync(Step.CheckChart step, CancellationToken cancellationToken)
    {
        var live = await context.Estate.Helm.ReadAsync(step.Chart, cancellationToken).ConfigureAwait(false);
        return live is null ? StepResult.Failed($"{step.Chart} does not exist any more")
            : live.Revision != step.Revision || live.Status != "deployed" ? StepResult.Failed($"{step.Chart} was changed since the plan: revision {step.Revision} then, {live.Revision} ({live.Status}) now")
            : await watch.CheckAsync(live, cancellationToken).ConfigureAwait(false) is { } unwell ? unwell
            : StepResult.Done($"chart {live.ChartVersion}, revision {live.Revision}");
    }

    /// <summary>Upgrades a chart, unless it is as wanted, and watches its workloads.</summary>
    /// <param name="step">The step.</param>
    /// <param name="announce">Journals the beginning; with the undo when something is about to change.</param>
    /// <param name="cancellationToken">Ends the watching; a helm that has begun is awaited.</param>
    public async Task<StepResult> UpgradeAsync(Step.UpgradeChart step, Func<UndoRecord?, Task> announce, CancellationToken cancellationToken)
    {
        var before = context.Log.State.Steps.GetValueOrDefault(step.Id);
        var live = await context.Estate.Helm.ReadAsync(step.Chart, cancellationToken).ConfigureAwait(false);
        if (live is not null && IsWanted(step, live))
        {
            await announce(null).ConfigureAwait(false);
            // Pods that somebody left old on purpose are no business of a release that upgraded nothing.
            var ours = before?.Undo is not null;
            var seen = await watch.RunAsync(step.Id, live, step.Limit, replacesPods: ours, cancellationToken).ConfigureAwait(false);
            return Ended(seen, step, skipped: !ours);
        }

        var file = Path.Combine(context.RunbookDirectory, step.ValuesFile);
        var refusal = ChartOwnership.ForeignToUpgrade(step, live, before) ?? ChangedValues(step, file);
        if (refusal is not null)
        {
            await announce(null).ConfigureAwait(false);
            return StepResult.Failed(refusal);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await announce(UndoRecord.Of(step)).ConfigureAwait(false);
        var started = context.Time.GetTimestamp();
        var helm = await context.Estate.Helm.UpgradeAsync(new ChartUpgrade(step.Chart, step.Source, step.Version, file, step.Limit), line => Show(step.Id, line)).ConfigureAwait(false);
        live = await context.Estate.Helm.ReadAsync(step.Chart, CancellationToken.None).ConfigureAwait(false);
        if (live is not null && live.Revision > step.FromRevision)
        {
            await context.Log.TryAppendAsync(new JournalEntry.ChartChanged(step.Id, live.Revision) { At = context.Log.Now }).ConfigureAwait(false);
        }

        return helm.ExitCode != 0 ? StepResult.Failed($"helm upgrade of {step.Chart} ended with {helm.ExitCode}{(helm.LastLines.IsEmpty ? "" : ": " + helm.LastLines[^1])}")
            : live is null || !IsWanted(step, live) ? StepResult.Failed($"{step.Chart} is not what helm was asked for: {(live is null ? "it does not exist any more" : $"chart {live.ChartVersion}, {live.Status}, revision {live.Revision}")}")
            : Ended(await watch.RunAsync(step.Id, live, step.Limit - context.Time.GetElapsedTime(started), replacesPods: true, cancellationToken).ConfigureAwait(false), step, skipped: false);
    }

    /// <summary>Takes a chart back to its revision before the release, unless it is there already, and watches its workloads.</summary>
    /// <param name="step">Identifier of the step.</param>
    /// <param name="undo">Its undo.</param>
    /// <param name="cancellationToken">Ends the waiting and watching; a helm that has begun is awaited.</param>
    public async Task<StepResult> RollBackAsync(string step, UndoRecord.RollBackChart undo, CancellationToken cancellationToken)
    {
        var live = await SettledAsync(step, undo, cancellationToken).ConfigureAwait(false);
        if (live is null)
        {
            return StepResult.Failed($"{undo.Workload} does not exist any more");
        }

        if (ChartOwnership.IsUntouched(live, undo))
        {
            return StepResult.Done($"is chart {undo.Version}, revision {undo.Revision}: nothing of the upgrade had reached it");
        }

        if (!ChartOwnership.IsBack(live, undo))
        {
            if (ChartOwnership.ForeignToRollBack(live, undo, context.Log.State.Steps[step]) is { } foreign)
            {
                return StepResult.Failed(foreign);
            }

            var helm = await context.Estate.Helm.RollBackAsync(undo.Workload, undo.Revision, undo.Limit, line => Show(step, line)).ConfigureAwait(false);
            if (helm.ExitCode != 0)
            {
                return StepResult.Failed($"{undo.Workload}: helm rollback to revision {undo.Revision} ended with {helm.ExitCode}{(helm.LastLines.IsEmpty ? "" : ": " + helm.LastLines[^1])}");
            }

            live = await context.Estate.Helm.ReadAsync(undo.Workload, cancellationToken).ConfigureAwait(false) ?? live;
        }

        var result = await watch.RunAsync(step, live, undo.Limit, replacesPods: true, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? StepResult.Done($"is chart {undo.Version} again, as in revision {undo.Revision}: {result.Message}") : result with { Message = $"{undo.Workload}: {result.Message}" };
    }

    /// <summary>What a Helm release was, as JSON text: chart, version, revision and values.</summary>
    public async Task<string> ExportAsync(WorkloadReference chart, CancellationToken cancellationToken)
    {
        var live = await context.Estate.Helm.ReadAsync(chart, cancellationToken).ConfigureAwait(false)
            ?? throw new EstateAccessException(AccessFailure.Missing, chart.ToString(), "does not exist any more");
        var text = new JsonObject { ["chart"] = live.ChartName, ["version"] = live.ChartVersion, ["revision"] = live.Revision, ["values"] = live.Values.DeepClone() };
        return text.ToString() + "\n";
    }

    // A helm that outlived its runner still works in a session of its own; two helms on one release would overwrite each other. It has the
    // same limit as the undo, so after that time it has ended, or died.
    async Task<ChartSnapshot?> SettledAsync(string step, UndoRecord.RollBackChart undo, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        while (true)
        {
            var live = await context.Estate.Helm.ReadAsync(undo.Workload, cancellationToken).ConfigureAwait(false);
            if (live is not { IsPending: true } || context.Time.GetElapsedTime(started) >= undo.Limit)
            {
                return live;
            }

            context.Log.Show(new RunProgress(step, $"waiting for the helm that is at work on it ({live.Status}), {Durations.Text(undo.Limit)} at most"));
            await Task.Delay(PendingSpacing, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    static bool IsWanted(Step.UpgradeChart step, ChartSnapshot live) =>
        live.Status == "deployed" && live.ChartVersion == step.Version && ChartValues.HashOf(live.Values) == step.ValuesHash;

    // Helm reads the file itself, perhaps an hour after it was planned with.
    static string? ChangedValues(Step.UpgradeChart step, string file)
    {
        try
        {
            return ChartValues.Read(file, step.ValuesFile, File.ReadAllText(file)) is { IsValid: true } read && read.Value!.Hash == step.ValuesHash ? null
                : $"{step.ValuesFile} was changed since the plan; plan again";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{step.ValuesFile} cannot be read: {exception.Message}";
        }
    }

    static StepResult Ended(StepResult watched, Step.UpgradeChart step, bool skipped) => !watched.IsGood ? watched
        : skipped ? StepResult.Skipped($"already is chart {step.Version} with these values: {watched.Message}")
        : StepResult.Done($"is chart {step.Version}: {watched.Message}");

    void Show(string step, string line) => context.Log.Show(new RunProgress(step, line, IsOutput: true));
}
