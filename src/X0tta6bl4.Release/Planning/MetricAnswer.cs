using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>The answer to an instant query.</summary>
/// <param name="Samples">One sample for each series, in the order of the answer; a scalar is one sample without labels. Empty when nothing matches, which proves nothing.</param>
/// <param name="Warnings">What the source says against its own answer: partial data, for example.</param>
public sealed record MetricAnswer(ImmutableArray<MetricSample> Samples, ImmutableArray<string> Warnings);
