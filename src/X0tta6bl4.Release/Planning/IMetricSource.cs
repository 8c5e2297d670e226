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
