using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>An estate whose parts can be read and changed.</summary>
/// <param name="Clusters">Clusters by name.</param>
/// <param name="Registry">The registry.</param>
/// <param name="Endpoints">Base URLs of the public endpoints by name.</param>
/// <param name="EndpointClient">Calls them.</param>
public sealed record ConnectedEstate(
    ImmutableSortedDictionary<string, ICluster> Clusters,
    IImageRegistry Registry,
    ImmutableSortedDictionary<string, Uri> Endpoints,
    IEndpointClient EndpointClient)
{
    /// <summary>Helm releases of the estate.</summary>
    public required IHelm Helm { get; init; }

    /// <summary>Sources of measurements by the cluster they measure; clusters that nothing measures are absent.</summary>
    public ImmutableSortedDictionary<string, IMetricSource> Metrics { get; init; } = ImmutableSortedDictionary<string, IMetricSource>.Empty;

    /// <summary>Makes load.</summary>
    public required ILoadGenerator LoadGenerator { get; init; }

    /// <summary>Probes public endpoints beside a run; null where nobody does.</summary>
    public IProber? Prober { get; init; }

    /// <summary>An address outside the estate that is probed, too; null for none.</summary>
    public Uri? Control { get; init; }

    /// <summary>Tells people what happens; null when nobody is told.</summary>
    public INoticeSender? Notices { get; init; }

    /// <summary>Clusters that are locked and searched for copies of journals, in the order of locking; the first one keeps new copies.</summary>
    public ImmutableArray<EstateKeeper> Keepers { get; init; } = [];

    /// <summary>What is to be closed at the end.</summary>
    public ImmutableArray<IAsyncDisposable> Connections { get; init; } = [];

    /// <summary>The reading side.</summary>
    public EstateView View() => new(Clusters.ToImmutableSortedDictionary(c => c.Key, c => (IClusterView)c.Value), Registry, Helm, Metrics);
}
