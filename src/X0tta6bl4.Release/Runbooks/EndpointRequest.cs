using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>A request to a public endpoint, and the answer that is wanted.</summary>
/// <param name="Endpoint">Name of an endpoint of the estate.</param>
/// <param name="Path">Path and query below it, with a leading slash.</param>
/// <param name="Method">HTTP method. Default GET.</param>
/// <param name="Status">Expected status code. Default 200.</param>
public sealed record EndpointRequest(string Endpoint, string Path, string Method, int Status)
{
    /// <summary>Headers of request and content by name.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>What the answer's JSON must hold; empty when its body does not matter.</summary>
    public ImmutableArray<JsonExpectation> Json { get; init; } = [];
}
