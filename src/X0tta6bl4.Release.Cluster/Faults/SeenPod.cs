using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>A pod that a rule looks at, with all around it.</summary>
readonly record struct SeenPod(RolloutFacts Facts, JudgeLimits Limits, PodFacts Pod)
{
    /// <summary>Events about it.</summary>
    public IEnumerable<EventFacts> Events => Facts.Events[Pod.Uid];

    /// <summary>True while no container of it has ever been started.</summary>
    public bool IsBeingMade
    {
        get
        {
            foreach (var container in Pod.Containers)
            {
                if (!container.IsBeingMade)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
