using System.Collections.Immutable;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>All faults of rollouts, in the order in which they are believed: what names a cause comes before what only shows an effect.</summary>
static class FaultCatalogue
{
    /// <summary>Code of the fault that has no rule of its own: a paused Deployment.</summary>
    public const string Paused = "K-PAUSED";

    /// <summary>Hint for it.</summary>
    public const string PausedHint = "Somebody paused this Deployment; find out why, then: kubectl rollout resume";

    /// <summary>Code of the fault that has no rule of its own either: a pod of an older template that the controller waits for.</summary>
    public const string Blocked = "K-BLOCKED";

    /// <summary>Hint for it.</summary>
    public const string BlockedHint = "The controller replaces no pod before this one is ready, and it will not be: kubectl delete pod";

    /// <summary>Code of the fault that says only that time is over; a cause that was already suspected goes before it.</summary>
    public const string Deadline = "K-DEADLINE";

    /// <summary>The rows.</summary>
    public static ImmutableArray<FaultRule> Rules { get; } =
    [
        FaultRule.OfContainers("K-IMG-NAME", "Correct the image's name; the node cannot even parse it.", ImageRules.BadName),
        FaultRule.OfContainers("K-IMG-NOTFOUND", "Push the image, or correct its name or tag; the registry that nodes pull from does not have it.", ImageRules.NotFound),
        FaultRule.OfContainers("K-IMG-PULL", "Check that nodes reach the registry, and the pull secret of the pod's service account.", ImageRules.PullFails),
        FaultRule.OfContainers("K-CONFIG", "Create the ConfigMap, Secret or key that the container refers to, or correct the reference.", ContainerRules.BadConfiguration),
        FaultRule.OfContainers("K-START", "The image starts on no node like this: check its command, entry point and platform.", ContainerRules.CannotStart),
        FaultRule.OfContainers("K-OOM", "Raise the container's memory limit, or find out what takes the memory at start.", ContainerRules.OutOfMemory),
        FaultRule.OfContainers("K-CRASHLOOP", "Read the last lines of the container's log; the program ends by itself.", ContainerRules.CrashLoop),
        FaultRule.OfRollouts("K-QUOTA", "Free or raise the namespace's quota, or lower maxSurge.", RolloutRules.OverQuota),
        FaultRule.OfRollouts("K-CREATE", "The API server or an admission webhook refuses these pods; its message says why.", RolloutRules.CreateRefused),
        FaultRule.OfPods("K-UNSCHEDULABLE", "Add room, or correct requests, selectors, affinities or tolerations.", RolloutRules.Unschedulable),
        FaultRule.OfContainers("K-NEVER-READY", "Call the readiness endpoint by hand, and read the container's log; the program runs but does not get ready.", ContainerRules.NeverReady),
        FaultRule.OfRollouts(Deadline, "Look at the pods that are not ready; nothing has moved for progressDeadlineSeconds.", RolloutRules.Deadline),
    ];
}
