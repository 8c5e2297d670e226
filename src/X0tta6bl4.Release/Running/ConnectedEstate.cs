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
    /// <summary>The reading side.</summary>
    public EstateView View() => new(Clusters.ToImmutableSortedDictionary(c => c.Key, c => (IClusterView)c.Value), Registry);
}
