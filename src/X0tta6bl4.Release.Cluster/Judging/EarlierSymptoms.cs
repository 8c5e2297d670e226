using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Symptoms that a resumed watch has found at its beginning. They are borne for a while, unless they change: a container that ends once more
/// has another count of ends, and is a symptom of its own.</summary>
/// <param name="Symptoms">The symptoms.</param>
/// <param name="Until">How long they are borne, by the cluster's clock.</param>
sealed record EarlierSymptoms(ImmutableHashSet<Symptom> Symptoms, DateTimeOffset Until)
{
    /// <summary>Notes the symptoms of this moment.</summary>
    public static EarlierSymptoms Of(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits) =>
        new([.. FaultCatalogue.Suspect(FaultCatalogue.Rules, facts, limits).Select(found => found.Describe())], now + limits.ResumeGrace);

    /// <summary>The suspicion, fatal no sooner than it may be.</summary>
    public Suspicion Bear(Suspicion suspicion) =>
        suspicion.FatalAt < Until && Symptoms.Contains(suspicion.Describe()) ? suspicion with { FatalAt = Until } : suspicion;
}
