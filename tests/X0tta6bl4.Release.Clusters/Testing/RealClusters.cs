namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>Tests that share the clusters run one after the other: some of them stop an API server.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealClusters
{
    public const string Name = "real clusters";
}
