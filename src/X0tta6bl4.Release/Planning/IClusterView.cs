using System.Collections.Immutable;

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

    /// <summary>Looks whether a namespace is there and not being deleted; true also when this user may not look.</summary>
    Task<bool> HasNamespaceAsync(string name, CancellationToken cancellationToken);

    /// <summary>Finds what this user may not do.</summary>
    /// <returns>Those of the questions that the cluster answers with no, in their order.</returns>
    Task<ImmutableArray<AccessQuestion>> FindDeniedAsync(ImmutableArray<AccessQuestion> questions, CancellationToken cancellationToken);

    /// <summary>Looks whether a ConfigMap or a Secret is there, by its metadata alone: its content is not asked for.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="wanted">The object.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<Presence> LookForAsync(string ns, ConfigurationObject wanted, CancellationToken cancellationToken);

    /// <summary>Reads what the pods of the newest template really run: the image IDs that the kubelet reports for one container.</summary>
    Task<ImmutableArray<RunningImage>> ReadRunningImagesAsync(WorkloadReference workload, string container, CancellationToken cancellationToken);

    /// <summary>Reads when a CronJob last ended well: the newest completion of its Jobs, or <c>status.lastSuccessfulTime</c>.</summary>
    /// <param name="cronJob">The CronJob.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when there is no such CronJob, or it never ended well.</returns>
    Task<DateTimeOffset?> ReadLastSuccessAsync(WorkloadReference cronJob, CancellationToken cancellationToken);
}
