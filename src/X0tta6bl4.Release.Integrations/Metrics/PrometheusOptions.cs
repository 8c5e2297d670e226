using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Integrations.Metrics;

/// <summary>Which Prometheus is asked, and as whom. Credentials are sent over https or on loopback, and nowhere else.</summary>
/// <param name="Url">Base URL without <c>/api/v1</c>; may have a path, such as <c>https://example.com/prometheus</c>.</param>
/// <param name="Bearer">Bearer token; null for none. It goes before a user name.</param>
/// <param name="UserName">User name; null for none.</param>
/// <param name="Password">Password of the user; null for an empty one.</param>
public sealed record PrometheusOptions(Uri Url, Secret? Bearer = null, string? UserName = null, Secret? Password = null)
{
    /// <summary>Limits of each request. Default 10 seconds for one try, no new one after 10 seconds, 20 seconds in all.</summary>
    public HttpLimits Limits { get; init; } = new() { RetryFor = TimeSpan.FromSeconds(10), Whole = TimeSpan.FromSeconds(20) };
}
