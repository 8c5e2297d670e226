namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>After how long a symptom that may pass by itself counts as a fault.</summary>
public sealed record JudgeLimits
{
    /// <summary>Image pulls that fail for another reason than a missing image or a refusal, from the first failure on: registries have hiccups.
    /// Default 45 seconds, range 0 to 1 day.</summary>
    public TimeSpan ImagePull { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Image pulls that the registry refuses, from the first refusal on; the kubelet tries again after about 15 seconds.
    /// Default 20 seconds, range 0 to 1 day.</summary>
    public TimeSpan PullDenied { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Image pulls that neither end nor fail, from their beginning on. Default 10 minutes, range 0 to 1 day.</summary>
    public TimeSpan SlowPull { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Containers that the runtime cannot create or start for a reason that may pass, from the pod's scheduling on. Default 45 seconds, range 0 to 1 day.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Volumes that are not attached or mounted in time, from the first such report on; kubelets themselves wait 2 minutes before it.
    /// Default 2 minutes, range 0 to 1 day.</summary>
    public TimeSpan Mount { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Volumes whose mount fails, from the first failure on. Default 30 seconds, range 0 to 1 day.</summary>
    public TimeSpan Volume { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pods that no node takes, from the scheduler's first refusal on: others may end. Default 3 minutes, range 0 to 1 day.</summary>
    public TimeSpan Unschedulable { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The same once an autoscaler has said that it adds a node. Default 10 minutes, range 0 to 1 day.</summary>
    public TimeSpan ScaleUp { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Pods that the API server refuses to create, from the first refusal on: old pods that end may free a quota. Default 20 seconds, range 0 to 1 day.</summary>
    public TimeSpan CreateRefused { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The same where an admission webhook cannot be reached: it may be restarting. Default 1 minute, range 0 to 1 day.</summary>
    public TimeSpan WebhookDown { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pods of a node that has stopped reporting, from their mark on. Default 2 minutes, range 0 to 1 day.</summary>
    public TimeSpan NodeAway { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A rollout that somebody has paused, from the pause on. Default 1 minute, range 0 to 1 day.</summary>
    public TimeSpan Paused { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Added to what a container's own probes grant it before it counts as never ready. Default 30 seconds, range 0 to 1 day.</summary>
    public TimeSpan NeverReadyFloor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Added to <see cref="NeverReadyFloor"/> while no probe of the pod was heard to fail: a kubelet that has no time reports late. Default 1 minute, range 0 to 1 day.</summary>
    public TimeSpan UnheardProbe { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long a watch that resumes bears symptoms that were there when it began and have not changed since: somebody may have mended
    /// the cause, and the kubelet tries again after a pause. Default 2 minutes, range 0 to 1 day.</summary>
    public TimeSpan ResumeGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Restarts after which the next end of a container is a crash loop, when half of the new pods show it. Default 2, range 0 to 100.</summary>
    public int CrashRestarts { get; init; } = 2;

    /// <summary>Restarts after which it is one even in a single pod. Default 4, range 0 to 100.</summary>
    public int LoneCrashRestarts { get; init; } = 4;
}
