using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of pods that no node takes.</summary>
static class PlacingRules
{
    const string Told = "The pod's condition PodScheduled; its events FailedScheduling";

    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        new PodRule("K-SURGE", "No room for the surge pod", seen => IsDeadlock(seen) ? Window(seen) : null, seen => $"no node has room for one pod more, and maxUnavailable 0 lets no old pod go first: {Refusal(seen)}")
        {
            Cause = "The strategy adds a pod before it takes an old one away, and the nodes are full, so the rollout waits for itself.",
            Fatal = "3 min after the scheduler's first refusal; 10 min where an autoscaler is adding a node.",
            Evidence = Told,
            Hint = "Add room for one pod, lower its requests, or set maxUnavailable to 1.",
        },
        Row("K-SCHED-CPU", "Not enough cpu", SchedulingObstacle.Cpu) with
        {
            Cause = "No node has as much unrequested cpu as the pod requests.",
            Hint = "Lower the cpu request, free cpu, or add a node.",
        },
        Row("K-SCHED-MEMORY", "Not enough memory", SchedulingObstacle.Memory) with
        {
            Cause = "No node has as much unrequested memory as the pod requests.",
            Hint = "Lower the memory request, free memory, or add a node.",
        },
        Row("K-SCHED-TAINT", "Taints or cordoned nodes", SchedulingObstacle.Taint) with
        {
            Cause = "The nodes carry taints that the pod does not tolerate, or are cordoned.",
            Hint = "Uncordon or untaint a node, or add a toleration.",
        },
        Row("K-SCHED-AFFINITY", "Selector or affinity", SchedulingObstacle.Affinity) with
        {
            Cause = "No node matches the pod's node selector, affinity, anti-affinity or spread constraints.",
            Hint = "Label a node, or correct the selector or affinity.",
        },
        Row("K-SCHED-VOLUME", "Volume elsewhere or unbound", SchedulingObstacle.Volume) with
        {
            Cause = "A PersistentVolumeClaim is missing or unbound, or its volume is bound to another zone or node.",
            Hint = "Create or bind the claim, or bring a node into the volume's zone.",
        },
        new PodRule("K-UNSCHEDULABLE", "No node takes it", seen => seen.Pod.Obstacle is SchedulingObstacle.Room or SchedulingObstacle.Other ? Window(seen) : null, Words)
        {
            Cause = "The scheduler finds no node for another reason, such as a host port that is taken.",
            Fatal = "3 min after the scheduler's first refusal; 10 min where an autoscaler is adding a node.",
            Evidence = Told,
            Hint = "Add room, or correct requests, selectors, affinities or tolerations.",
        },
    ];

    static PodRule Row(string code, string name, SchedulingObstacle obstacle) => new(code, name, seen => seen.Pod.Obstacle == obstacle ? Window(seen) : null, Words)
    {
        Cause = "",
        Fatal = "3 min after the scheduler's first refusal; 10 min where an autoscaler is adding a node.",
        Evidence = Told,
        Hint = "",
    };

    /// <summary>Every old pod is well and may not go, so nothing but another workload can make room. A pod that requests other things than the old ones is no
    /// matter of the surge: it might find no room in an empty cluster either.</summary>
    static bool IsDeadlock(SeenPod seen) =>
        seen.Pod.Obstacle is SchedulingObstacle.Cpu or SchedulingObstacle.Memory or SchedulingObstacle.Room
        && seen.Facts is { Controller: DeploymentFacts { MaxUnavailable: 0 } controller, OldPods: var old }
        && old.Length >= controller.Desired && old.All(pod => pod.Ready && pod.Requests == seen.Pod.Requests);

    static DateTimeOffset Window(SeenPod seen) =>
        (seen.Pod.Condition("PodScheduled")?.Since ?? seen.Pod.Created ?? DateTimeOffset.MinValue)
        + (seen.Events.Any(happened => happened.Reason == "TriggeredScaleUp") ? seen.Limits.ScaleUp : seen.Limits.Unschedulable);

    static string Words(SeenPod seen) => $"no node takes it: {Refusal(seen)}";

    static string? Refusal(SeenPod seen) => seen.Pod.Condition("PodScheduled")?.Message;
}
