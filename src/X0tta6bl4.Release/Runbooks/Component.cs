using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>An image with a version, running in one or more places.</summary>
public sealed record Component
{
    /// <summary>Name that <c>--component</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>Image name without tag and digest, as the pods' templates spell it.</summary>
    public required string Image { get; init; }

    /// <summary>Strategy that each placement's Deployment must have while it rolls; null leaves the live one.</summary>
    public RollingStrategy? Strategy { get; init; }

    /// <summary>Health check of the copy on trial in staging; null when being ready is enough.</summary>
    public HealthCheck.Exec? StagingCheck { get; init; }

    /// <summary>What is done where Helm, Argo CD or Flux keeps the Deployment.</summary>
    public OwnedPolicy WhenOwned { get; init; } = OwnedPolicy.Refuse;

    /// <summary>Where it runs; at least one, at most one per cluster.</summary>
    public required ImmutableArray<Placement> Placements { get; init; }
}
