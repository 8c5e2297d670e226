using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>The reading side of a connected estate.</summary>
/// <param name="Clusters">Clusters by name.</param>
/// <param name="Registry">The registry.</param>
public sealed record EstateView(ImmutableSortedDictionary<string, IClusterView> Clusters, IImageRegistry Registry);
