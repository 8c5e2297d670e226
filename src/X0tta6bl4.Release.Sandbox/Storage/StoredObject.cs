using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>One version of an object. <see cref="Value"/> is never changed after it is stored: writers copy.</summary>
internal sealed class StoredObject(ResourceKind kind, JsonObject value, long version)
{
    readonly Lazy<byte[]> utf8 = new(() => Wire.Utf8(value));
    readonly Lazy<byte[]> listed = new(() => Wire.Utf8Without(value, "apiVersion", "kind"));

    public ResourceKind Kind { get; } = kind;

    public JsonObject Value { get; } = value;

    public long Version { get; } = version;

    public string Namespace { get; } = value.Namespace();

    public string Name { get; } = value.Name();

    /// <summary>The object as it goes over the wire; made once, however many watchers there are.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8.Value;

    /// <summary>The object as an item of a list: real servers leave apiVersion and kind out there.</summary>
    public ReadOnlyMemory<byte> ListedUtf8 => listed.Value;
}
