namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>An image reference as a container names it; the registry's host plays no part, every one is served by the sandbox.</summary>
/// <param name="Repository">For example <c>x0tta6bl4/api-gateway</c>.</param>
/// <param name="Tag">The tag, or null when the reference has a digest only.</param>
/// <param name="Digest">The digest, or null.</param>
internal sealed record ImageReference(string Repository, string? Tag, string? Digest)
{
    public static ImageReference Parse(string text)
    {
        var (name, digest) = text.Split('@', 2) is [var n, var d] ? (n, d) : (text, null);
        var colon = name.LastIndexOf(':');
        string? tag = null;
        if (colon > name.LastIndexOf('/'))
        {
            tag = name[(colon + 1)..];
            name = name[..colon];
        }

        return new(WithoutHost(name), tag ?? (digest is null ? "latest" : null), digest);
    }

    /// <summary>The full name as containerd writes it.</summary>
    public string Familiar() => $"docker.io/{Repository}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    static string WithoutHost(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var host = slash > 0 ? name[..slash] : "";
        var isHost = host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) || host == "localhost";
        var path = isHost ? name[(slash + 1)..] : name;
        return path.Contains('/', StringComparison.Ordinal) ? path : $"library/{path}";
    }
}
