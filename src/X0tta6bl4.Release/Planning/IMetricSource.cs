using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>Answers questions about what was measured: a Prometheus.</summary>
public interface IMetricSource
{
    /// <summary>Asks an instant query of now.</summary>
    /// <param name="query">The query, PromQL.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="EstateAccessException">There was no usable answer; <see cref="AccessFailure.Rejected"/> when the query itself is wrong.</exception>
    Task<MetricAnswer> QueryAsync(string query, CancellationToken cancellationToken);
}

/// <summary>The answer to an instant query.</summary>
/// <param name="Samples">One sample for each series, in the order of the answer; a scalar is one sample without labels. Empty when nothing matches, which proves nothing.</param>
/// <param name="Warnings">What the source says against its own answer: partial data, for example.</param>
public sealed record MetricAnswer(ImmutableArray<MetricSample> Samples, ImmutableArray<string> Warnings);

/// <summary>One value of one series.</summary>
/// <param name="Labels">Labels as <c>{name="value", …}</c>, sorted; empty for none.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
public sealed record MetricSample(string Labels, double Value);
