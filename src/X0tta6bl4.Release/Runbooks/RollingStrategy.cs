namespace X0tta6bl4.Release.Runbooks;

/// <summary>A Deployment's RollingUpdate strategy. Each value is a count (<c>1</c>) or a share of the replicas (<c>25%</c>); not both are zero.</summary>
/// <param name="MaxSurge">Pods above the desired count; shares are rounded up.</param>
/// <param name="MaxUnavailable">Pods below the desired count; shares are rounded down.</param>
public sealed record RollingStrategy(string MaxSurge, string MaxUnavailable);
