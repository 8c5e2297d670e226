using System.Collections.Immutable;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>One row of the fault catalogue.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Hint">What an operator can do about it.</param>
/// <param name="Find">Finds the symptoms of the newest template's rollout; the first one names the fault.</param>
sealed record FaultRule(string Code, string Hint, Func<RolloutFacts, JudgeLimits, IEnumerable<Symptom>> Find)
{
    /// <summary>A rule on every container of every new pod.</summary>
    public static FaultRule OfContainers(string code, string hint, Func<PodFacts, ContainerFacts, JudgeLimits, Symptom?> find) => new(
        code,
        hint,
        (facts, limits) => facts.NewestPods.SelectMany(pod => pod.Containers.Select(container => find(pod, container, limits))).OfType<Symptom>());

    /// <summary>A rule on every new pod.</summary>
    public static FaultRule OfPods(string code, string hint, Func<PodFacts, JudgeLimits, Symptom?> find) =>
        new(code, hint, (facts, limits) => facts.NewestPods.Select(pod => find(pod, limits)).OfType<Symptom>());

    /// <summary>A rule on the rollout as a whole.</summary>
    public static FaultRule OfRollouts(string code, string hint, Func<RolloutFacts, JudgeLimits, Symptom?> find) =>
        new(code, hint, (facts, limits) => find(facts, limits) is { } symptom ? ImmutableArray.Create(symptom) : []);
}
