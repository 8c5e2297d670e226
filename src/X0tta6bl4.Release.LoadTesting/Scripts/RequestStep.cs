using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A request of a flow, as the script says it.</summary>
internal sealed record RequestStep
{
    /// <summary>HTTP method, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The URL, or what follows the target when it begins with a slash.</summary>
    public required Template Url { get; init; }

    /// <summary>Its own name; null when the script gives none.</summary>
    public string? Name { get; init; }

    /// <summary>The query, instead of the URL's own (<c>qs</c>); empty for the URL's.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> Query { get; init; } = [];

    /// <summary>Headers, names in lower case, those that every request has among them.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>User name of basic authentication; null for none.</summary>
    public Template? User { get; init; }

    /// <summary>Password of basic authentication; null for none.</summary>
    public Template? Password { get; init; }

    /// <summary>Cookies that the request puts into the user's jar.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> Cookies { get; init; } = [];

    /// <summary>Whether redirects are followed. Default true.</summary>
    public bool FollowsRedirects { get; init; } = true;

    /// <summary>The request is made only if this is true; null for always.</summary>
    public Expression? IfTrue { get; init; }

    /// <summary>What is taken from the answer.</summary>
    public ImmutableArray<Capture> Captures { get; init; } = [];

    /// <summary>What the answer must be.</summary>
    public ImmutableArray<Expectation> Expectations { get; init; } = [];

    /// <summary>What the request is called in results.</summary>
    public string Label => Name ?? $"{Method} {Url.Source}";

    /// <summary>True when every user sends the same.</summary>
    public bool IsConstant =>
        Url.IsConstant && Query.All(pair => pair.Value.IsConstant) && Headers.All(pair => pair.Value.IsConstant)
        && (Body?.IsConstant ?? true) && (User?.IsConstant ?? true) && (Password?.IsConstant ?? true) && Cookies.IsEmpty;
}
