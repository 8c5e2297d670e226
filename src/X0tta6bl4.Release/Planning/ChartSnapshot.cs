using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>A Helm release as it stood at one moment.</summary>
/// <param name="Reference">Which release; its kind is <see cref="Kind"/>.</param>
/// <param name="Revision">Its newest revision, from 1.</param>
/// <param name="Status">Helm's word for that revision: <c>deployed</c>, <c>failed</c>, <c>pending-upgrade</c> and so on.</param>
/// <param name="ChartName">Name of the chart, without the repository.</param>
/// <param name="ChartVersion">Version of the chart.</param>
/// <param name="Values">Values that were given by the user, without the chart's defaults. Not to be changed.</param>
/// <param name="Workloads">Deployments, StatefulSets and DaemonSets of its manifest, in the manifest's order.</param>
public sealed record ChartSnapshot(
    WorkloadReference Reference,
    int Revision,
    string Status,
    string ChartName,
    string ChartVersion,
    JsonObject Values,
    ImmutableArray<WorkloadReference> Workloads)
{
    /// <summary>Kind by which references name Helm releases; Kubernetes itself has no such kind.</summary>
    public const string Kind = "HelmRelease";

    /// <summary>True while, as far as Helm knows, some helm works on the release.</summary>
    public bool IsPending => Status.StartsWith("pending-", StringComparison.Ordinal) || Status == "uninstalling";
}
