using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of nodes that pods were placed on.</summary>
static class NodeRules
{
    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        new PodRule("K-NODE", "Node not ready", NodeAway, seen => $"its node {seen.Pod.Node} is not ready")
        {
            Cause = "The node has stopped reporting, so its pods count as not ready although their containers may run.",
            Fatal = "2 min after the pod was marked for it, in half of the new pods.",
            Evidence = "The pod's event NodeNotReady; its containers, none of which has a fault of its own",
            Hint = "Look at the node and its kubelet; the release may be fine.",
            Share = 0.5,
        },
        new RolloutRule("K-EVICTED", "Pods evicted", Evicted)
        {
            Cause = "Nodes run short of memory or disk and evict the new pods again and again.",
            Fatal = "When as many new pods were evicted as half of the replicas, and at least 2.",
            Evidence = "Pods with status.reason Evicted",
            Hint = "Look at the nodes' memory and disk pressure, and at the requests of these pods.",
        },
        new RolloutRule("K-PREEMPTED", "Pods preempted", Preempted)
        {
            Cause = "Pods of a higher priority take the place of the new pods again and again.",
            Fatal = "When 2 new pods were preempted since the change.",
            Evidence = "Events Preempted about pods of the new template",
            Hint = "Add room, or give these pods a higher priorityClassName.",
        },
    ];

    static DateTimeOffset? NodeAway(SeenPod seen) =>
        seen.Pod.Containers.All(container => container.IsInit || container.Ready || container.IsBeingMade) && seen.Events.LastOrDefault(happened => happened.Reason == "NodeNotReady") is { } told
            ? told.Last + seen.Limits.NodeAway
            : null;

    static (DateTimeOffset FatalAt, Symptom Symptom)? Evicted(RolloutFacts facts, JudgeLimits limits)
    {
        var evicted = facts.EndedPods.Where(pod => pod.Reason == "Evicted").ToArray();
        return evicted.Length >= Math.Max(2, (facts.Controller.Desired + 1) / 2)
            ? (Suspicion.AtOnce, new Symptom("pod", evicted[^1].Name, $"{evicted.Length} pods of the new template were evicted by their nodes"))
            : null;
    }

    /// <summary>A pod that was preempted is gone; the event about it stays, and the pod's name begins with that of its ReplicaSet or workload.</summary>
    static (DateTimeOffset FatalAt, Symptom Symptom)? Preempted(RolloutFacts facts, JudgeLimits limits)
    {
        var prefix = $"{facts.Newest?.Name ?? facts.Controller.Name}-";
        var since = facts.Expected.Since ?? DateTimeOffset.MinValue;
        var preempted = facts.Events.SelectMany(about => about)
            .Where(happened => happened.Reason == "Preempted" && happened.Last >= since && happened.Name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(happened => happened.Last).ThenBy(happened => happened.Name, StringComparer.Ordinal).ToArray();
        return preempted.DistinctBy(happened => happened.Subject).Count() is var count and >= 2
            ? (Suspicion.AtOnce, new Symptom("pod", preempted[^1].Name, Access.Text.OneLine($"{count} pods of the new template were preempted, last: {preempted[^1].Message}")))
            : null;
    }
}
