namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>After how long a symptom that may pass by itself counts as a fault.</summary>
public sealed record JudgeLimits
{
    /// <summary>Image pulls that fail for another reason than a missing image, from the pod's scheduling on: registries have hiccups.
    /// Default 45 seconds, range 0 to 1 day.</summary>
    public TimeSpan ImagePull { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Pods that no node takes, from the scheduler's first refusal on: an autoscaler may be adding a node. Default 3 minutes, range 0 to 1 day.</summary>
    public TimeSpan Unschedulable { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Pods that the API server refuses to create, from the first refusal on: old pods that end may free a quota. Default 20 seconds, range 0 to 1 day.</summary>
    public TimeSpan CreateRefused { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Added to what a container's own probes grant it before it counts as never ready. Default 30 seconds, range 0 to 1 day.</summary>
    public TimeSpan NeverReadyFloor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long a watch that resumes bears symptoms that were there when it began and have not changed since: somebody may have mended
    /// the cause, and the kubelet tries again after a pause. Default 2 minutes, range 0 to 1 day.</summary>
    public TimeSpan ResumeGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Restarts after which the next end of a container is a crash loop. Default 2, range 0 to 100.</summary>
    public int CrashRestarts { get; init; } = 2;
}
