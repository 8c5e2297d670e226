using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A key that a record may have.</summary>
/// <param name="name">The key.</param>
/// <param name="text">What it is for; becomes the schema's description and part of the message when it is missing.</param>
/// <typeparam name="TRecord">The record.</typeparam>
internal abstract class Key<TRecord>(string name, string text)
{
    /// <summary>The key.</summary>
    public string Name { get; } = name;

    /// <summary>What it is for, without a full stop.</summary>
    public string Text { get; } = text;

    /// <summary>True when it must be there.</summary>
    public abstract bool Required { get; }

    /// <summary>The value when the key is not there.</summary>
    public abstract object? Absent { get; }

    /// <summary>Reads the key's value.</summary>
    public abstract object? Read(YamlElement element, Findings findings);

    /// <summary>Writes the record's value in canonical form; null for one that is left out.</summary>
    public abstract JsonNode? Write(TRecord record);

    /// <summary>The value's JSON Schema.</summary>
    public abstract JsonObject Schema();
}

/// <summary>A key that must be there.</summary>
/// <param name="name">The key.</param>
/// <param name="text">What it is for.</param>
/// <param name="shape">Shape of the value.</param>
/// <param name="from">Takes the value from a record.</param>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
internal class Key<TRecord, TValue>(string name, string text, Shape<TValue> shape, Func<TRecord, TValue> from) : Key<TRecord>(name, text)
{
    /// <inheritdoc/>
    public override bool Required => true;

    /// <inheritdoc/>
    public override object? Absent => shape.Fallback;

    /// <inheritdoc/>
    public override object? Read(YamlElement element, Findings findings) => shape.Read(element, findings);

    /// <inheritdoc/>
    public override JsonNode? Write(TRecord record) => shape.Write(from(record));

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = shape.Schema();
        schema["description"] = Text + ".";
        return schema;
    }
}

/// <summary>A key that may be left out.</summary>
/// <param name="name">The key.</param>
/// <param name="text">What it is for.</param>
/// <param name="shape">Shape of the value.</param>
/// <param name="from">Takes the value from a record.</param>
/// <param name="absent">The value when it is.</param>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
internal sealed class OptionalKey<TRecord, TValue>(string name, string text, Shape<TValue> shape, Func<TRecord, TValue> from, TValue absent)
    : Key<TRecord, TValue>(name, text, shape, from)
{
    readonly Shape<TValue> shape = shape;

    /// <inheritdoc/>
    public override bool Required => false;

    /// <inheritdoc/>
    public override object? Absent => absent;

    /// <summary>Null for the value that counts when the key is left out: a key that a later version comes to know leaves the texts of older runbooks as they are.</summary>
    public override JsonNode? Write(TRecord record) => base.Write(record) is { } written && !(absent is not null && JsonNode.DeepEquals(written, shape.Write(absent))) ? written : null;

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = base.Schema();
        if (absent is not null && shape.Write(absent) is JsonValue value)
        {
            schema["default"] = value;
        }

        return schema;
    }
}
