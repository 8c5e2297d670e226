namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A cookie.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Domain">The host that it belongs to, lower case.</param>
/// <param name="WithSubdomains">True when hosts below that get it, too.</param>
/// <param name="Path">The path that it belongs to, with all below.</param>
/// <param name="Secure">True when it is sent over https only.</param>
internal sealed record Cookie(string Name, string Value, string Domain, bool WithSubdomains, string Path, bool Secure)
{
    /// <summary>Whether a request to a URL carries it.</summary>
    public bool GoesTo(Uri url) => (!Secure || url.Scheme == "https") && FitsHost(url.Host) && FitsPath(url.AbsolutePath);

    /// <summary>True for the same name, host and path: one such cookie replaces the other.</summary>
    public bool Replaces(Cookie other) => other.Name == Name && other.Domain == Domain && other.Path == Path;

    bool FitsHost(string host) =>
        string.Equals(host, Domain, StringComparison.OrdinalIgnoreCase)
        || (WithSubdomains && host.EndsWith("." + Domain, StringComparison.OrdinalIgnoreCase));

    bool FitsPath(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || Path.EndsWith('/') || path[Path.Length] == '/');
}
