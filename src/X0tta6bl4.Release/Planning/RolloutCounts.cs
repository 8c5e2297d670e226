namespace X0tta6bl4.Release.Planning;

/// <summary>Pods of a workload by progress.</summary>
/// <param name="Desired">Wanted replicas.</param>
/// <param name="Updated">Pods of the newest template.</param>
/// <param name="Ready">Ready pods of the newest template.</param>
/// <param name="Available">Available pods of any template.</param>
/// <param name="Total">All pods that are not ending.</param>
public sealed record RolloutCounts(int Desired, int Updated, int Ready, int Available, int Total)
{
    /// <summary>No pods at all.</summary>
    public static RolloutCounts None { get; } = new(0, 0, 0, 0, 0);
}
