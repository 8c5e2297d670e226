using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>The reading side of a connected estate.</summary>
/// <param name="Clusters">Clusters by name.</param>
/// <param name="Registry">The registry.</param>
/// <param name="Charts">Helm releases.</param>
/// <param name="Metrics">Sources of measurements by the cluster they measure; clusters that nothing measures are absent.</param>
public sealed record EstateView(
    ImmutableSortedDictionary<string, IClusterView> Clusters,
    IImageRegistry Registry,
    IChartView Charts,
    ImmutableSortedDictionary<string, IMetricSource> Metrics);
