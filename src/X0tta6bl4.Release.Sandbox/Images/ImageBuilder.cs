using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>Makes OCI images: an index over two platforms, each with manifest, config and one layer. Digests are those of the bytes.</summary>
internal static class ImageBuilder
{
    public const string IndexType = "application/vnd.oci.image.index.v1+json";
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    const string ConfigType = "application/vnd.oci.image.config.v1+json";
    const string LayerType = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>The index first, then everything it needs.</summary>
    public static IReadOnlyList<Blob> Build(string repository, string tag)
    {
        var blobs = new List<Blob>();
        var manifests = new JsonArray();
        foreach (var architecture in new[] { "amd64", "arm64" })
        {
            var layer = Add(blobs, LayerType, Layer(repository, tag, architecture));
            var config = Add(blobs, ConfigType, Wire.Utf8(Config(repository, tag, architecture, layer.Digest)));
            var manifest = Add(blobs, ManifestType, Wire.Utf8(new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = ManifestType,
                ["config"] = Descriptor(config),
                ["layers"] = new JsonArray(Descriptor(layer)),
            }));
            var entry = Descriptor(manifest);
            entry["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" };
            manifests.Add(entry);
        }

        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = manifests };
        Add(blobs, IndexType, Wire.Utf8(index));
        blobs.Reverse();
        return blobs;
    }

    static Blob Add(List<Blob> blobs, string mediaType, byte[] content)
    {
        var blob = new Blob(mediaType, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}", content);
        blobs.Add(blob);
        return blob;
    }

    static JsonObject Descriptor(Blob blob) => new()
    { ["mediaType"] = blob.MediaType, ["digest"] = blob.Digest, ["size"] = blob.Content.Length };

    static JsonObject Config(string repository, string tag, string architecture, string layer) => new()
    {
        ["architecture"] = architecture,
        ["os"] = "linux",
        ["config"] = new JsonObject
        {
            ["Entrypoint"] = new JsonArray("/app"),
            ["Labels"] = new JsonObject
            {
                ["org.opencontainers.image.title"] = repository,
                ["org.opencontainers.image.version"] = tag,
            },
        },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer) },
    };

    static byte[] Layer(string repository, string tag, string architecture)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes($"{repository} {tag} for linux/{architecture}\n"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "app")
            {
                DataStream = content,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
            });
        }

        return stream.ToArray();
    }
}
