using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>A Helm release of the estate.</summary>
public sealed record Chart
{
    /// <summary>Name of the Helm release.</summary>
    public required string Name { get; init; }

    /// <summary>Cluster it is installed on.</summary>
    public required string Cluster { get; init; }

    /// <summary>Namespace it is installed in.</summary>
    public required string Namespace { get; init; }

    /// <summary>Chart reference, <c>REPOSITORY/CHART</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Exact version of the chart.</summary>
    public required string Version { get; init; }

    /// <summary>Values file, relative to the runbook's directory.</summary>
    public required string Values { get; init; }

    /// <summary>Limit for the upgrade, from its beginning until every workload of the chart is as wanted. Default 5 minutes.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Checks after the upgrade, in order.</summary>
    public ImmutableArray<HealthCheck> Checks { get; init; } = [];

    /// <summary>True for a chart that only a human can bring up again, such as a vault that is unsealed by hand: when its upgrade or a check fails, the release stops and waits. Default false.</summary>
    public bool StopOnFailure { get; init; }
}
