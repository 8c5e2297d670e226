namespace X0tta6bl4.Release.Runbooks;

/// <summary>What releases keep in the estate's own clusters: a Lease in each, and copies of journals in the primary one.</summary>
public sealed record EstateState
{
    /// <summary>Namespace of both; it must exist in every cluster. Default <c>x0tta6bl4-system</c>.</summary>
    public string Namespace { get; init; } = "x0tta6bl4-system";

    /// <summary>Time between two renewals of the lock. Default 10 s; at most a third of <see cref="LockExpiry"/>.</summary>
    public TimeSpan LockRenewal { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a lock holds without renewal; then anybody may take it over. Default 60 s.</summary>
    public TimeSpan LockExpiry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Number of finished releases whose journals stay in the primary cluster, 1 to 100. Default 10.</summary>
    public int JournalsKept { get; init; } = 10;
}
