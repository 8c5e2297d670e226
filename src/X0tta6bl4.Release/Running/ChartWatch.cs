using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Watches the workloads of a Helm release side by side, and replaces pods that change only when somebody deletes them.</summary>
public sealed class ChartWatch
{
    readonly RunContext context;

    /// <summary>Works for a run.</summary>
    public ChartWatch(RunContext context) => this.context = context;

    /// <summary>Watches until every workload is as its manifest wants it, or can be said not to become so within the limit.</summary>
    /// <param name="step">Identifier under which progress is shown.</param>
    /// <param name="chart">The release as it is now.</param>
    /// <param name="limit">Limit of time for all of it.</param>
    /// <param name="replacesPods">Whether pods that change only when somebody deletes them are replaced.</param>
    /// <param name="cancellationToken">Ends the watching; then <see cref="OperationCanceledException"/> is thrown.</param>
    public async Task<StepResult> RunAsync(string step, ChartSnapshot chart, TimeSpan limit, bool replacesPods, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.FromMilliseconds(1), context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var results = await Task.WhenAll(chart.Workloads.Select(workload => WatchAsync(step, workload, replacesPods, either.Token))).ConfigureAwait(false);
            if (results.FirstOrDefault(result => !result.IsGood) is { } failed)
            {
                return failed;
            }

            var replaced = 0;
            foreach (var workload in replacesPods ? chart.Workloads : [])
            {
                var (result, count) = await ReplacePodsAsync(step, workload, either.Token).ConfigureAwait(false);
                replaced += count;
                if (!result.IsGood)
                {
                    return result;
                }
            }

            return StepResult.Done($"{chart.Workloads.Length} of {chart.Workloads.Length} workloads are as wanted{(replaced > 0 ? $", {replaced} pods replaced one by one" : "")}");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return StepResult.Failed($"{chart.Reference} is not as wanted after {Durations.Text(limit)}");
        }
    }

    /// <summary>Looks at each workload once.</summary>
    /// <returns>The first that is not well; null when all are.</returns>
    public async Task<StepResult?> CheckAsync(ChartSnapshot chart, CancellationToken cancellationToken)
    {
        foreach (var workload in chart.Workloads)
        {
            var live = await context.Estate.Clusters[workload.Cluster].ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false);
            if (live is null || live.Rollout.State != RolloutState.Complete)
            {
                return StepResult.Failed(live is null ? $"{workload} is in the manifest of {chart.Reference} and does not exist" : $"{workload} is not healthy before the release: {live.Rollout.Message}", live?.Rollout.Fault);
            }
        }

        return null;
    }

    async Task<StepResult> WatchAsync(string step, WorkloadReference workload, bool replacesPods, CancellationToken cancellationToken)
    {
        var cluster = context.Estate.Clusters[workload.Cluster];
        var live = await cluster.ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false);
        if (live is null)
        {
            return StepResult.Failed($"{workload} is in the chart's manifest and does not exist");
        }

        var container = (string?)live.Manifest["spec"]?["template"]?["spec"]?["containers"]?[0]?["name"] ?? "";
        var question = new RolloutQuestion(workload, live.Generation, container);
        var end = await cluster.WatchRolloutAsync(question, Show, cancellationToken).ConfigureAwait(false);
        // A StatefulSet that is rolled in order waits for ever for the broken pod that its undo has just made an old one.
        while (replacesPods && end.State == RolloutState.Stalled)
        {
            var (result, count) = await ReplacePodsAsync(step, workload, cancellationToken).ConfigureAwait(false);
            if (!result.IsGood || count == 0)
            {
                return count == 0 && result.IsGood ? StepResult.Failed($"{workload}: {end.Message}", end.Fault) : result;
            }

            end = await cluster.WatchRolloutAsync(question, Show, cancellationToken).ConfigureAwait(false);
        }

        return end.State == RolloutState.Complete ? StepResult.Done(end.Message) : StepResult.Failed($"{workload}: {end.Fault?.Message ?? end.Message}", end.Fault);

        void Show(RolloutReading reading) => context.Log.Show(new RunProgress(step, $"{workload.Name}: {reading.Message}"));
    }

    // One at a time, the next only when the one before is ready: a chart whose pods come up sealed or broken loses one of them, not all.
    async Task<(StepResult Result, int Count)> ReplacePodsAsync(string step, WorkloadReference workload, CancellationToken cancellationToken)
    {
        var cluster = context.Estate.Clusters[workload.Cluster];
        var pods = await cluster.ReadOutdatedPodsAsync(workload, cancellationToken).ConfigureAwait(false);
        foreach (var pod in pods)
        {
            context.Log.Show(new RunProgress(step, $"{workload.Name}: replacing pod {pod.Name}"));
            var end = await cluster.ReplacePodAsync(workload, pod, reading => context.Log.Show(new RunProgress(step, $"{pod.Name}: {reading.Message}")), cancellationToken).ConfigureAwait(false);
            if (end.State != RolloutState.Complete)
            {
                return (StepResult.Failed($"{workload}: pod {pod.Name} was replaced and is not ready: {end.Fault?.Message ?? end.Message}", end.Fault), 0);
            }
        }

        return (StepResult.Done(""), pods.Length);
    }
}
