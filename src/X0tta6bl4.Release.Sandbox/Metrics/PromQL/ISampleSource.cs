namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Series that queries are about.</summary>
internal interface ISampleSource
{
    /// <summary>Series that match, with their samples of a time, oldest first, stale markers included.</summary>
    /// <param name="matchers">All of them must match.</param>
    /// <param name="after">Milliseconds since 1970; samples at this very moment are left out.</param>
    /// <param name="until">Milliseconds since 1970; samples at this very moment belong to it.</param>
    IEnumerable<(Labels Labels, IReadOnlyList<Sample> Samples)> Select(IReadOnlyList<LabelMatcher> matchers, long after, long until);
}
