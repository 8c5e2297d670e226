using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Integrations.Metrics;

/// <summary>Which Prometheus is asked, and as whom. Credentials are sent over https or on loopback, and nowhere else.</summary>
public sealed record PrometheusOptions
{
    /// <summary>Base URL without <c>/api/v1</c>; may have a path, such as <c>https://example.com/prometheus</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Bearer token; null for none. It goes before a user name.</summary>
    public Secret? Bearer { get; init; }

    /// <summary>User name; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>Password of the user; null for an empty one.</summary>
    public Secret? Password { get; init; }

    /// <summary>Client certificate, and whom to trust; null for no certificate and for whom this machine trusts.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The way to the server for those who do not reach it themselves, such as the proxy of an API server, which authenticates by itself: no credentials
    /// are sent over it, and queries are read requests. Null for the network. It is disposed with the client.</summary>
    public HttpMessageHandler? Way { get; init; }

    /// <summary>What messages call it; null for the URL.</summary>
    public string? Name { get; init; }

    /// <summary>Limits of each request. Default 10 seconds for one try, no new one after 10 seconds, 20 seconds in all.</summary>
    public HttpLimits Limits { get; init; } = new() { RetryFor = TimeSpan.FromSeconds(10), Whole = TimeSpan.FromSeconds(20) };
}
