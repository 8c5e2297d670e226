namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>A rule that has found something. Most are passing states of a healthy rollout, so the words are made only when somebody asks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="FatalAt">From when on it dooms the rollout; <see cref="AtOnce"/> for what never passes by itself.</param>
/// <param name="Describe">Puts it into words.</param>
readonly record struct Suspicion(FaultRule Rule, DateTimeOffset FatalAt, Func<Symptom> Describe)
{
    /// <summary>The value of FatalAt for what never passes by itself.</summary>
    public static readonly DateTimeOffset AtOnce = DateTimeOffset.MinValue;

    /// <summary>True when it dooms the rollout without others of its kind.</summary>
    public bool IsEnough { get; init; }
}
