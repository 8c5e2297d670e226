using System.Collections.Immutable;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Symptoms that a resumed watch has found at its beginning. They are borne for a while, unless they change: a container that ends once more
/// has another count of ends, and is a symptom of its own.</summary>
/// <param name="Symptoms">The symptoms.</param>
/// <param name="Until">How long they are borne, by the cluster's clock.</param>
sealed record EarlierSymptoms(ImmutableHashSet<(string Kind, string Name, string Message)> Symptoms, DateTimeOffset Until)
{
    /// <summary>Notes the symptoms of this moment.</summary>
    public static EarlierSymptoms Of(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits) =>
        new([.. RolloutJudge.Symptoms(facts, limits).Select(item => Key(item.Symptom))], now + limits.ResumeGrace);

    /// <summary>The symptom, fatal no sooner than it may be.</summary>
    public Symptom Bear(Symptom symptom) =>
        Symptoms.Contains(Key(symptom)) && symptom.FatalAt < Until ? symptom with { FatalAt = Until } : symptom;

    static (string Kind, string Name, string Message) Key(Symptom symptom) => (symptom.Kind, symptom.Name, symptom.Message);
}
