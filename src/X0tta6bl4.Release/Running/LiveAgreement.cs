using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Compares what a stage left behind with what is there now.</summary>
public static class LiveAgreement
{
    /// <summary>Reads every workload and chart that the steps change.</summary>
    /// <returns>Null when all of them still are as the steps left them; else what differs, in one line.</returns>
    /// <exception cref="EstateAccessException">A workload could not be read.</exception>
    public static async Task<string?> DifferenceAsync(ConnectedEstate estate, IEnumerable<Step> steps, CancellationToken cancellationToken)
    {
        var all = steps.ToArray();
        var differences = await Task.WhenAll(
        [
            .. all.OfType<Step.UpdateWorkload>().Select(step => DifferenceAsync(estate, step, cancellationToken)),
            .. all.OfType<Step.UpgradeChart>().Select(step => DifferenceAsync(estate, step, cancellationToken)),
        ]).ConfigureAwait(false);
        return differences.FirstOrDefault(difference => difference is not null);
    }

    static async Task<string?> DifferenceAsync(ConnectedEstate estate, Step.UpgradeChart step, CancellationToken cancellationToken)
    {
        var live = await estate.Helm.ReadAsync(step.Chart, cancellationToken).ConfigureAwait(false);
        return live is null ? $"{step.Chart} does not exist any more"
            : live.Status != "deployed" ? $"{step.Chart} is {live.Status}"
            : live.ChartVersion != step.Version ? $"{step.Chart} is chart {live.ChartVersion}"
            : ChartValues.HashOf(live.Values) != step.ValuesHash ? $"{step.Chart} has other values"
            : null;
    }

    static async Task<string?> DifferenceAsync(ConnectedEstate estate, Step.UpdateWorkload step, CancellationToken cancellationToken)
    {
        var live = await estate.Clusters[step.Workload.Cluster].ReadWorkloadAsync(step.Workload, cancellationToken).ConfigureAwait(false);
        return Difference(step, live) ?? (live!.Rollout.State != RolloutState.Complete ? $"{step.Workload}: {live.Rollout.Message}" : null);
    }

    /// <summary>What somebody has changed of a workload since a step left it, in one line; null for nothing. How its rollout stands is left out.</summary>
    internal static string? Difference(Step.UpdateWorkload step, WorkloadSnapshot? live)
    {
        if (live is null)
        {
            return $"{step.Workload} does not exist any more";
        }

        var image = WorkloadFields.ImageOf(live.Manifest, step.Container);
        return live.Uid != step.Uid ? $"{step.Workload} was replaced"
            : image != step.To ? $"{step.Workload} is set to {image}"
            : null;
    }
}
