using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Reads a workload with its ReplicaSets and Pods, once.</summary>
sealed class WorkloadReader(ApiClient api, JudgeLimits limits)
{
    /// <summary>Reads and judges a workload; null when it does not exist.</summary>
    public async Task<WorkloadSnapshot?> ReadAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        var manifest = await api.FindAsync(Paths.Of(workload), $"{workload}", cancellationToken).ConfigureAwait(false);
        if (manifest is null)
        {
            return null;
        }

        var facts = await WithChildrenAsync(workload, manifest, cancellationToken).ConfigureAwait(false);
        var judgement = RolloutJudge.Judge(facts, facts.Deployment.Generation, api.Now, limits);
        return new WorkloadSnapshot(workload, facts.Deployment.Uid, facts.Deployment.Generation, manifest, judgement.Reading);
    }

    /// <summary>Reads the facts of a workload.</summary>
    /// <exception cref="EstateAccessException">It does not exist or cannot be read.</exception>
    public async Task<RolloutFacts> ReadFactsAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        var manifest = await api.GetAsync(Paths.Of(workload), $"{workload}", cancellationToken).ConfigureAwait(false);
        return await WithChildrenAsync(workload, manifest, cancellationToken).ConfigureAwait(false);
    }

    async Task<RolloutFacts> WithChildrenAsync(WorkloadReference workload, JsonObject manifest, CancellationToken cancellationToken)
    {
        var query = $"?labelSelector={Uri.EscapeDataString(LabelSelector.Text(manifest.At("spec", "selector")))}";
        var sets = api.GetAsync(Paths.ReplicaSets(workload.Namespace) + query, $"{workload}", cancellationToken);
        var pods = api.GetAsync(Paths.Pods(workload.Namespace) + query, $"{workload}", cancellationToken);
        await Task.WhenAll(sets, pods).ConfigureAwait(false);
        return RolloutFacts.Of(
            workload,
            DeploymentFacts.Read(manifest),
            (await sets.ConfigureAwait(false)).Items("items").Select(ReplicaSetFacts.Read),
            (await pods.ConfigureAwait(false)).Items("items").Select(PodFacts.Read));
    }
}
