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

    /// <summary>False when the staging namespace is known not to be there.</summary>
    public bool HasStagingNamespace { get; init; } = true;

    /// <summary>What the undo of each placement that will change would meet, by placement name.</summary>
    public ImmutableSortedDictionary<string, WayBack> WaysBack { get; init; } = ImmutableSortedDictionary<string, WayBack>.Empty;

    /// <summary>What this user may not do, by cluster.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<AccessQuestion>> Denied { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<AccessQuestion>>.Empty;

    /// <summary>Version of the helm program; null when it is not needed or could not be asked.</summary>
    public Version? Helm { get; init; }

    /// <summary>Helm releases by the chart's name; one that does not exist is absent.</summary>
    public ImmutableSortedDictionary<string, ChartSnapshot> Charts { get; init; } = ImmutableSortedDictionary<string, ChartSnapshot>.Empty;

    /// <summary>Age of the last good run of each backup that was ever made, by name.</summary>
    public ImmutableSortedDictionary<string, TimeSpan> Backups { get; init; } = ImmutableSortedDictionary<string, TimeSpan>.Empty;

    /// <summary>Answers about the age of measurements, by cluster.</summary>
    public ImmutableSortedDictionary<string, MetricAnswer> Monitoring { get; init; } = ImmutableSortedDictionary<string, MetricAnswer>.Empty;
}
