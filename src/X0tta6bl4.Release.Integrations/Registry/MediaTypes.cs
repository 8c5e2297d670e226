using System.Collections.Immutable;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>Media types of what stands for an image. A registry that is not asked for a type answers 404 for images of that type.</summary>
internal static class MediaTypes
{
    /// <summary>An OCI index: one manifest for each platform.</summary>
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    /// <summary>An OCI manifest: an image for one platform.</summary>
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>Docker's form of an index.</summary>
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Docker's form of a manifest.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>All of them, best first.</summary>
    public static ImmutableArray<string> Manifests { get; } = [OciIndex, DockerList, OciManifest, DockerManifest];
}
