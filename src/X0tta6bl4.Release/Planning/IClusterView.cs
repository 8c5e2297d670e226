namespace X0tta6bl4.Release.Planning;

/// <summary>The reading side of one cluster. Every member may throw <see cref="EstateAccessException"/>; transient failures are retried inside for about 30 seconds.</summary>
public interface IClusterView
{
    /// <summary>The cluster's name in the runbook.</summary>
    string Name { get; }

    /// <summary>Reads version and platforms.</summary>
    Task<ClusterFacts> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Reads a workload and judges its rollout; null when it does not exist.</summary>
    Task<WorkloadSnapshot?> ReadWorkloadAsync(WorkloadReference workload, CancellationToken cancellationToken);
}
