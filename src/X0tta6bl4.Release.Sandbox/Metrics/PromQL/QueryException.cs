namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>A query that is none, or that cannot be evaluated.</summary>
internal sealed class QueryException(string errorType, string message) : Exception(message)
{
    /// <summary>Prometheus's word: <c>bad_data</c> for a query that is wrong, <c>execution</c> for one that fails on its data.</summary>
    public string ErrorType { get; } = errorType;

    public static QueryException Parse(int at, string message) => new("bad_data", $"invalid parameter \"query\": 1:{at + 1}: parse error: {message}");

    public static QueryException Execution(string message) => new("execution", message);
}
