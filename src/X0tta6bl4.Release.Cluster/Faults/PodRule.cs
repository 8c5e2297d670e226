using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>A rule on every new pod that is not ready.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="FatalAt">When what is seen dooms the rollout; null when it is not this fault.</param>
/// <param name="Says">What was seen, without the pod's name.</param>
sealed record PodRule(string Code, string Name, Func<SeenPod, DateTimeOffset?> FatalAt, Func<SeenPod, string> Says) : FaultRule(Code, Name)
{
    /// <inheritdoc/>
    public override void Find(RolloutFacts facts, JudgeLimits limits, List<Suspicion> found)
    {
        foreach (var pod in facts.NewestPods)
        {
            if (!pod.Ready && new SeenPod(facts, limits, pod) is var seen && FatalAt(seen) is { } at)
            {
                found.Add(Suspicion(seen, at));
            }
        }
    }

    // Apart, so that its closure is made only for what was found.
    Suspicion Suspicion(SeenPod seen, DateTimeOffset at) => new(this, at, () => new Symptom("pod", seen.Pod.Name, Text.OneLine(Says(seen)))) { IsEnough = Share == 0 };
}
