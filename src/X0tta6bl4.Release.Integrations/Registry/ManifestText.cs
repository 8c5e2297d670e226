using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>What the JSON of a manifest, an index or a configuration says. Missing and odd members read as empty.</summary>
/// <param name="IsIndex">True for an index.</param>
/// <param name="ConfigDigest">Digest of a manifest's configuration; empty when there is none.</param>
/// <param name="Entries">An index's images: platform and digest of the manifest. Attestations and other attachments are left out.</param>
internal sealed record ManifestText(bool IsIndex, string ConfigDigest, ImmutableArray<(string Platform, string Digest)> Entries)
{
    /// <summary>Reads a manifest or an index; null when the bytes are none.</summary>
    public static ManifestText? Read(ImmutableArray<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory());
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? null
                : root.TryGetProperty("manifests", out var manifests) && manifests.ValueKind == JsonValueKind.Array
                    ? new ManifestText(true, "", [.. manifests.EnumerateArray().Select(Entry).Where(entry => entry.Digest.Length > 0 && entry.Platform != "unknown/unknown")])
                    : new ManifestText(false, Text(Member(root, "config"), "digest"), []);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The platform in an image's configuration; empty when it does not tell.</summary>
    public static string PlatformOf(ImmutableArray<byte> config)
    {
        try
        {
            using var json = JsonDocument.Parse(config.AsMemory());
            return Platform(json.RootElement);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    static (string Platform, string Digest) Entry(JsonElement entry) => (Platform(Member(entry, "platform")), Text(entry, "digest"));

    static string Platform(JsonElement json) =>
        (Text(json, "os"), Text(json, "architecture")) is ({ Length: > 0 } os, { Length: > 0 } architecture) ? $"{os}/{architecture}" : "";

    static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    static string Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";
}
