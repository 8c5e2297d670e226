using System.Text.Json.Nodes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Upgrades charts and takes them back. Helm writes; this watches, because helm's own waiting names no cause.</summary>
public sealed class ChartRun
{
    readonly RunContext context;
    readonly ChartWatch watch;

    /// <summary>Works for a run.</summary>
    public ChartRun(RunContext context) => (this.context, watch) = (context, new ChartWatch(context));

    /// <summary>Looks whether a Helm release is still the one that was planned for.</summary>
    public async Task<StepResult> CheckAsync(Step.CheckChart step, CancellationToken cancellationToken)
    {
        var live = await context.Estate.Helm.ReadAsync(step.Chart, cancellationToken).ConfigureAwait(false);
        return live is null ? StepResult.Failed($"{step.Chart} does not exist any more")
            : live.Revision != step.Revision || live.Status != "deployed" ? StepResult.Failed($"{step.Chart} was changed since the plan: revision {step.Revision} then, {live.Revision} ({live.Status}) now")
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
        var wanted = live is { Status: "deployed" } && live.ChartVersion == step.Version && ChartValues.HashOf(live.Values) == step.ValuesHash;
        if (wanted || Stranger(step, live, before) is not null)
        {
            await announce(null).ConfigureAwait(false);
            return !wanted ? StepResult.Failed(Stranger(step, live, before)!)
                : Ended(await watch.RunAsync(step.Id, live!, step.Limit, cancellationToken).ConfigureAwait(false), step, before?.Undo is null);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await announce(UndoRecord.Of(step)).ConfigureAwait(false);
        var started = context.Time.GetTimestamp();
        var file = Path.Combine(context.RunbookDirectory, step.ValuesFile);
        var helm = await context.Estate.Helm.UpgradeAsync(new ChartUpgrade(step.Chart, step.Source, step.Version, file, step.Limit), line => Show(step.Id, line)).ConfigureAwait(false);
        if (helm.ExitCode != 0)
        {
            return StepResult.Failed($"helm upgrade of {step.Chart} ended with {helm.ExitCode}{(helm.LastLines.IsEmpty ? "" : ": " + helm.LastLines[^1])}");
        }

        live = await context.Estate.Helm.ReadAsync(step.Chart, cancellationToken).ConfigureAwait(false);
        return live is null ? StepResult.Failed($"{step.Chart} does not exist any more")
            : Ended(await watch.RunAsync(step.Id, live, step.Limit - context.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false), step, skipped: false);
    }

    /// <summary>Takes a chart back to its revision before the release, unless it is there already, and watches its workloads.</summary>
    public async Task<StepResult> RollBackAsync(string step, UndoRecord.RollBackChart undo, CancellationToken stop)
    {
        var live = await context.Estate.Helm.ReadAsync(undo.Workload, stop).ConfigureAwait(false);
        var tries = context.Log.State.Steps[step].Tries;
        if (live is null)
        {
            return StepResult.Failed($"{undo.Workload} does not exist any more");
        }

        if (!IsBack(live, undo))
        {
            // Each try of ours made one revision at most; what is beyond them somebody else made on purpose.
            if (live.Status == "deployed" && live.Revision > undo.Revision + tries)
            {
                return StepResult.Failed($"{undo.Workload} was changed by somebody else: it is at revision {live.Revision}, chart {live.ChartVersion}");
            }

            var helm = await context.Estate.Helm.RollBackAsync(undo.Workload, undo.Revision, undo.Limit, line => Show(step, line)).ConfigureAwait(false);
            if (helm.ExitCode != 0)
            {
                return StepResult.Failed($"{undo.Workload}: helm rollback to revision {undo.Revision} ended with {helm.ExitCode}{(helm.LastLines.IsEmpty ? "" : ": " + helm.LastLines[^1])}");
            }

            live = await context.Estate.Helm.ReadAsync(undo.Workload, stop).ConfigureAwait(false) ?? live;
        }

        var result = await watch.RunAsync(step, live, undo.Limit, stop).ConfigureAwait(false);
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

    static bool IsBack(ChartSnapshot live, UndoRecord.RollBackChart undo) =>
        live.Status == "deployed" && live.ChartVersion == undo.Version && ChartValues.HashOf(live.Values) == undo.ValuesHash;

    // A resumed upgrade finds what its own tries left behind, a first one what was planned for.
    static string? Stranger(Step.UpgradeChart step, ChartSnapshot? live, StepState? before) => live switch
    {
        null => $"{step.Chart} does not exist any more",
        { IsPending: true } => $"helm is at work on {step.Chart}, or died while it was ({live.Status}, revision {live.Revision}); if none runs, roll back",
        _ when live.Revision > step.FromRevision + (before?.Undo is null ? 0 : before.Tries) || live.Revision < step.FromRevision => $"{step.Chart} was changed by somebody else: revision {step.FromRevision} when it was planned, {live.Revision} now",
        _ => null,
    };

    static StepResult Ended(StepResult watched, Step.UpgradeChart step, bool skipped) => !watched.IsGood ? watched
        : skipped ? StepResult.Skipped($"already is chart {step.Version} with these values: {watched.Message}")
        : StepResult.Done($"is chart {step.Version}: {watched.Message}");

    void Show(string step, string line) => context.Log.Show(new RunProgress(step, line, IsOutput: true));
}
