using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>A Deployment with what it owns, at one moment.</summary>
/// <param name="Workload">Which workload.</param>
/// <param name="Deployment">The Deployment.</param>
/// <param name="Newest">The ReplicaSet of the Deployment's present template; null when the controller has not made it yet.</param>
/// <param name="OtherSets">Names of its other ReplicaSets.</param>
/// <param name="NewestPods">Pods of the newest ReplicaSet that are not ending, by name.</param>
/// <param name="Total">All its pods that are not ending.</param>
sealed record RolloutFacts(
    WorkloadReference Workload,
    DeploymentFacts Deployment,
    ReplicaSetFacts? Newest,
    ImmutableArray<string> OtherSets,
    ImmutableArray<PodFacts> NewestPods,
    int Total)
{
    /// <summary>Picks what belongs to a Deployment out of what its namespace has.</summary>
    public static RolloutFacts Of(
        WorkloadReference workload, DeploymentFacts deployment, IEnumerable<ReplicaSetFacts> sets, IEnumerable<PodFacts> pods)
    {
        var own = sets.Where(set => set.Owner == deployment.Uid).OrderBy(set => set.Created).ThenBy(set => set.Name, StringComparer.Ordinal).ToArray();
        var newest = Pick(deployment, own);
        var uids = own.Select(set => set.Uid).ToHashSet(StringComparer.Ordinal);
        var alive = pods.Where(pod => !pod.Ending && uids.Contains(pod.Owner)).OrderBy(pod => pod.Name, StringComparer.Ordinal).ToArray();
        return new RolloutFacts(
            workload,
            deployment,
            newest,
            [.. own.Where(set => set != newest).Select(set => set.Name)],
            [.. alive.Where(pod => newest is not null && pod.Owner == newest.Uid)],
            alive.Length);
    }

    /// <summary>As the controller does: the oldest one with the same template. Where an upgrade of the API server has given the two templates different
    /// defaults, the revision tells; it is the Deployment's only once the present generation is observed.</summary>
    static ReplicaSetFacts? Pick(DeploymentFacts deployment, ReplicaSetFacts[] own) =>
        Array.Find(own, set => set.Template == deployment.Template)
        ?? (deployment.Observed >= deployment.Generation && deployment.Revision.Length > 0
            ? Array.Find(own, set => set.Revision == deployment.Revision)
            : null);
}
