using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>A rule on the rollout as a whole.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Look">What was seen and when it dooms the rollout; null when it is not this fault.</param>
sealed record RolloutRule(string Code, string Name, Func<RolloutFacts, JudgeLimits, (DateTimeOffset FatalAt, Symptom Symptom)?> Look) : FaultRule(Code, Name)
{
    /// <inheritdoc/>
    public override void Find(RolloutFacts facts, JudgeLimits limits, List<Suspicion> found)
    {
        if (Look(facts, limits) is { } seen)
        {
            found.Add(new Suspicion(this, seen.FatalAt, () => seen.Symptom) { IsEnough = true });
        }
    }
}
