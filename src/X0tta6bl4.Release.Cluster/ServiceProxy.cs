using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster;

/// <summary>A way to a Service that only its cluster reaches: read requests below <see cref="Address"/> go through the API server, with the cluster's own
/// connection and credentials. They need the right to <c>get services/proxy</c>.</summary>
public sealed class ServiceProxy : HttpMessageHandler
{
    readonly ApiClient api;

    internal ServiceProxy(ApiClient api, string ns, string target)
    {
        this.api = api;
        Address = api.Address(Paths.ServiceProxy(ns, target));
        Name = $"service {ns}/{target} of {api.Cluster}";
    }

    /// <summary>Where the Service's root is.</summary>
    public Uri Address { get; }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Get && request.RequestUri is { } to && Address.IsBaseOf(to)
            ? api.PassOnAsync(() => Copy(request, to), cancellationToken)
            : throw new InvalidOperationException($"Only read requests below {Address} go through this proxy, not {request.Method} {request.RequestUri}.");

    // A message is sent once, and this one is being sent by whoever has this handler.
    static HttpRequestMessage Copy(HttpRequestMessage request, Uri to)
    {
        var copy = new HttpRequestMessage(HttpMethod.Get, to);
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}
