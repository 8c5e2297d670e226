using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>One version of an object. <see cref="Value"/> is never changed after it is stored: writers copy. A version that another one has replaced is kept as
/// it goes over the wire, a fifth of the memory; whoever still asks for its value gets one that is read again.</summary>
internal sealed class StoredObject(ResourceKind kind, JsonObject initial, long version)
{
    readonly WeakReference<JsonObject> known = new(initial);

    // Watches read without the gate: who sees that it is gone sees its bytes, too.
    volatile JsonObject? current = initial;
    byte[]? utf8;

    public ResourceKind Kind { get; } = kind;

    public JsonObject Value => current ?? Remembered();

    public long Version { get; } = version;

    public string Namespace { get; } = initial.Namespace();

    public string Name { get; } = initial.Name();

    /// <summary>The object as it goes over the wire; made once, however many watchers there are.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8 ??= Wire.Utf8(Value);

    /// <summary>The object as an item of a list: real servers leave apiVersion and kind out there.</summary>
    public byte[] ListedUtf8() => Wire.Utf8Without(Value, "apiVersion", "kind");

    /// <summary>Another version has replaced this one.</summary>
    public void Retire()
    {
        utf8 ??= Wire.Utf8(Value);
        current = null;
    }

    JsonObject Remembered()
    {
        if (!known.TryGetTarget(out var value))
        {
            value = JsonNode.Parse(utf8)!.AsObject();
            known.SetTarget(value);
        }

        return value;
    }
}
