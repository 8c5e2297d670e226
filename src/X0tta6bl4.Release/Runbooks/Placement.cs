using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>One component on one cluster.</summary>
public sealed record Placement
{
    /// <summary>The component's name.</summary>
    public required string Component { get; init; }

    /// <summary>The cluster's name; the same in every estate that has the placement.</summary>
    public required string Cluster { get; init; }

    /// <summary>Namespace of the workload.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the Deployment.</summary>
    public required string Workload { get; init; }

    /// <summary>Container whose image is released.</summary>
    public required string Container { get; init; }

    /// <summary>Limit for the rollout, from the change until every pod is new and available. Default 10 minutes.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Health checks after the rollout, in order.</summary>
    public ImmutableArray<HealthCheck> Checks { get; init; } = [];

    /// <summary>Name in waves: <c>COMPONENT@CLUSTER</c>.</summary>
    public string Name => $"{Component}@{Cluster}";
}
