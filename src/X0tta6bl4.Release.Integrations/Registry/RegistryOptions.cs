using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>Which registry is asked, and as whom.</summary>
public sealed record RegistryOptions
{
    /// <summary>Base URL of the distribution v2 API, without <c>/v2/</c>, for example <c>https://registry.example.com</c>. Plain http only where this says so.</summary>
    public required Uri Url { get; init; }

    /// <summary>User name; null for anonymous access.</summary>
    public string? UserName { get; init; }

    /// <summary>Password or token; null for anonymous access. It is sent to the registry and to the token server that the registry names, over https or on loopback, and nowhere else.</summary>
    public Secret? Password { get; init; }

    /// <summary>Limits of each request.</summary>
    public HttpLimits Limits { get; init; } = new();
}
