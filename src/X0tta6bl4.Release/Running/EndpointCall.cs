using System.Collections.Immutable;

namespace X0tta6bl4.Release.Running;

/// <summary>One request to an endpoint.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Absolute URL.</param>
/// <param name="Headers">Headers of request and content by name.</param>
/// <param name="Body">Body, sent as UTF-8; null for none. Without a Content-Type among the headers it is <c>application/json</c>.</param>
public sealed record EndpointCall(HttpMethod Method, Uri Url, ImmutableSortedDictionary<string, string> Headers, string? Body)
{
    /// <summary>A request without headers and body.</summary>
    public static EndpointCall Plain(HttpMethod method, Uri url) => new(method, url, ImmutableSortedDictionary<string, string>.Empty, null);
}
