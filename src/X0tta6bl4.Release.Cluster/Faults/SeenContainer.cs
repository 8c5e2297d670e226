using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>A container that a rule looks at, with all around it.</summary>
readonly record struct SeenContainer(RolloutFacts Facts, JudgeLimits Limits, PodFacts Pod, ContainerFacts Container)
{
    /// <summary>Events about its pod.</summary>
    public IEnumerable<EventFacts> Events => Facts.Events[Pod.Uid];

    /// <summary>True for the container whose image was changed, and for every one when that is not known.</summary>
    public bool IsMain => Facts.Expected.Container.Length == 0 || Facts.Expected.Container == Container.Name;

    /// <summary>When a node took the pod; when it was made, if that is not told.</summary>
    public DateTimeOffset Scheduled =>
        (Pod.Condition("PodScheduled") is { Status: "True", Since: { } at } ? at : Pod.Created) ?? DateTimeOffset.MinValue;

    /// <summary>Whether the kubelet has told of a readiness or start-up probe of its pod that failed. A kubelet that lags behind tells nothing, and its pod may long be ready.</summary>
    public bool ProbeFails => Events.Any(seen => seen.Reason == "Unhealthy" && !seen.Message.StartsWith("Liveness", StringComparison.Ordinal));

    /// <summary>How often its pod was told to kill it for a probe that failed.</summary>
    public int KilledFor(string probe)
    {
        if (!Facts.Events.Contains(Pod.Uid))
        {
            return 0;
        }

        var words = $"Container {Container.Name} failed {probe} probe";
        return Events.Where(seen => seen.Reason == "Killing" && seen.Message.StartsWith(words, StringComparison.Ordinal)).Sum(seen => seen.Count);
    }
}
