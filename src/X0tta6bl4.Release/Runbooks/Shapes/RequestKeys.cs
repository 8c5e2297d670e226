using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>The keys of a request, for each record that has one.</summary>
/// <param name="from">Takes the request from the record.</param>
internal sealed class RequestKeys<T>(Func<T, EndpointRequest> from)
{
    readonly Key<T, string> endpoint =
        new("endpoint", "Name of the endpoint, from the list at the file's head", Words.Name, record => from(record).Endpoint);

    readonly Key<T, string> path =
        new("path", "Path and query below the endpoint, with a leading slash", Words.RequestPath, record => from(record).Path);

    readonly OptionalKey<T, string> method = new(
        "method",
        "HTTP method; default GET",
        Scalars.Word("an HTTP method", ("GET", "GET"), ("HEAD", "HEAD"), ("OPTIONS", "OPTIONS"), ("POST", "POST")),
        record => from(record).Method,
        "GET");

    readonly OptionalKey<T, int> status =
        new("status", "Expected status code; default 200", Scalars.Integer("a status code, 200 to 599", 200, 599), record => from(record).Status, 200);

    readonly OptionalKey<T, ImmutableArray<Named<string>>> headers = new(
        "headers",
        "Headers by name",
        new NamedShape<string>(Words.HeaderName, Words.HeaderValue, "a map of header names and values", least: 0),
        record => [.. from(record).Headers.Select(header => new Named<string>(header.Key, header.Value))],
        []);

    readonly OptionalKey<T, string?> body =
        new("body", "Body, as text; sent as application/json unless a header says otherwise", Words.Argument.OrAbsent(), record => from(record).Body, null);

    readonly OptionalKey<T, ImmutableArray<JsonExpectation>> json = JsonKeys.Of<T>("the answer's body", record => from(record).Json);

    /// <summary>The keys.</summary>
    public ImmutableArray<Key<T>> All => [endpoint, path, method, headers, body, status, json];

    /// <summary>Makes the request.</summary>
    public EndpointRequest Build(Fields<T> f) => new(f.Of(endpoint), f.Of(path), f.Of(method), f.Of(status))
    {
        Headers = f.Of(headers).ToImmutableSortedDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        Body = f.Of(body),
        Json = f.Of(json),
    };
}
