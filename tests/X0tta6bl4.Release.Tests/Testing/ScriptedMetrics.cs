using System.Collections.Concurrent;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A Prometheus that answers each query with one number until told otherwise.</summary>
sealed class ScriptedMetrics : IMetricSource
{
    public ConcurrentQueue<string> Queries { get; } = [];

    public Func<string, double[]> Values { get; set; } = query => query.Contains("count", StringComparison.Ordinal) ? [1000] : [0.1];

    public string? Down { get; set; }

    public Task<MetricAnswer> QueryAsync(string query, CancellationToken cancellationToken)
    {
        Queries.Enqueue(query);
        return Down is { } why ? throw new EstateAccessException(AccessFailure.Unreachable, "http://prometheus.example.com", why)
            : Task.FromResult(new MetricAnswer([.. Values(query).Select(value => new MetricSample("", value))], []));
    }
}
