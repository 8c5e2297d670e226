using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Planning;

/// <summary>Everything a plan needs to know of an estate, read at one moment.</summary>
/// <param name="Clusters">Facts by cluster name; a cluster that could not be read is absent.</param>
/// <param name="Workloads">Snapshots by placement name; a workload that does not exist is absent.</param>
/// <param name="Images">Manifests by component name; an image that does not exist is absent.</param>
/// <param name="Unread">Names of clusters, placements and components that could not be read; absence there proves nothing.</param>
/// <param name="Problems">What could not be read, and why.</param>
public sealed record EstateSurvey(
    ImmutableSortedDictionary<string, ClusterFacts> Clusters,
    ImmutableSortedDictionary<string, WorkloadSnapshot> Workloads,
    ImmutableSortedDictionary<string, ImageManifest> Images,
    ImmutableSortedSet<string> Unread,
    ImmutableArray<Problem> Problems)
{
    /// <summary>Workloads of the staging namespace, by their reference's text: the test program's, and copies that are there already.</summary>
    public ImmutableSortedDictionary<string, WorkloadSnapshot> Staging { get; init; } = ImmutableSortedDictionary<string, WorkloadSnapshot>.Empty;
}
