using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>A rule on every container of the new pods that is not ready.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="FatalAt">When what is seen dooms the rollout; null when it is not this fault.</param>
/// <param name="Says">What was seen, without the container's name.</param>
sealed record ContainerRule(string Code, string Name, Func<SeenContainer, DateTimeOffset?> FatalAt, Func<SeenContainer, string> Says) : FaultRule(Code, Name)
{
    /// <summary>Whether one container is enough where a share of the pods is asked for.</summary>
    public Func<SeenContainer, bool> IsEnough { get; init; } = _ => false;

    /// <summary>Whether ready containers are looked at too.</summary>
    public bool EvenReady { get; init; }

    /// <summary>Whether only containers are looked at that kubelet or runtime name a trouble of; most that are not ready have none.</summary>
    public bool OnlyTroubled { get; init; }

    /// <inheritdoc/>
    public override void Find(RolloutFacts facts, JudgeLimits limits, List<Suspicion> found)
    {
        foreach (var pod in facts.NewestPods)
        {
            foreach (var container in pod.Containers)
            {
                if ((EvenReady || !container.Ready) && !(OnlyTroubled && container.Trouble == ContainerTrouble.None) && new SeenContainer(facts, limits, pod, container) is var seen && FatalAt(seen) is { } at)
                {
                    found.Add(Suspicion(seen, at));
                }
            }
        }
    }

    // Apart, so that its closure is made only for what was found.
    Suspicion Suspicion(SeenContainer seen, DateTimeOffset at) => new(this, at, () => Describe(seen)) { IsEnough = Share == 0 || IsEnough(seen) };

    Symptom Describe(SeenContainer seen) => new("pod", seen.Pod.Name, Text.OneLine($"container {seen.Container.Name}: {Says(seen)}"), seen.Container.Name);
}
