using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>What a registry says of one image.</summary>
/// <param name="Digest">Digest that the tag stands for: an index's, or a single manifest's. <c>sha256:…</c></param>
/// <param name="Platforms">The image for each platform; one entry of an unknown platform (<c>""</c>) when the registry does not tell.</param>
public sealed record ImageManifest(string Digest, ImmutableArray<PlatformImage> Platforms)
{
    /// <summary>Every digest under which a container runtime may report this image: the tag's, each platform's manifest and configuration.</summary>
    public ImmutableArray<string> RuntimeDigests() =>
        [.. new[] { Digest }.Concat(Platforms.SelectMany(p => new[] { p.Digest, p.ConfigDigest })).Where(d => d.Length > 0).Distinct()];
}

/// <summary>An image for one platform.</summary>
/// <param name="Platform"><c>OS/ARCHITECTURE</c>, for example <c>linux/amd64</c>; empty when unknown.</param>
/// <param name="Digest">Digest of the platform's manifest.</param>
/// <param name="ConfigDigest">Digest of its configuration, which runtimes report for images without a repository digest; empty when unknown.</param>
public sealed record PlatformImage(string Platform, string Digest, string ConfigDigest);
