using System.Collections.Frozen;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A kind of workload whose rollouts are judged.</summary>
/// <param name="Read">Reads the workload's own object.</param>
/// <param name="Revisions">Resource of group apps that holds its templates; empty when its status and its pods tell them apart.</param>
/// <param name="CanHideRevisions">True when it can be judged, if less well, by who may not see that resource.</param>
sealed record WorkloadKind(Func<JsonObject, WorkloadFacts> Read, string Revisions, bool CanHideRevisions)
{
    static readonly FrozenDictionary<string, WorkloadKind> All = new Dictionary<string, WorkloadKind>
    {
        ["Deployment"] = new(DeploymentFacts.Read, "replicasets", CanHideRevisions: false),
        ["StatefulSet"] = new(StatefulSetFacts.Read, "", CanHideRevisions: false),
        ["DaemonSet"] = new(DaemonSetFacts.Read, "controllerrevisions", CanHideRevisions: true),
        ["Job"] = new(JobFacts.Read, "", CanHideRevisions: false),
        ["Pod"] = new(BarePodFacts.Read, "", CanHideRevisions: false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind of a workload whose path is known, so that it is one of them.</summary>
    public static WorkloadKind Of(WorkloadReference workload) => All[workload.Kind];

    /// <summary>True for a failure to see the revisions that need not end the judging.</summary>
    public bool Forgives(EstateAccessException failure) => CanHideRevisions && failure.Kind is (AccessFailure.Denied or AccessFailure.Missing);
}
