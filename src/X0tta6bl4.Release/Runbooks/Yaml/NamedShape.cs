using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A map whose keys are names: of the records that are its values, or of plain values.</summary>
/// <param name="name">Shape of each name.</param>
/// <param name="value">Shape of each value. A record takes its name from its key.</param>
/// <param name="wanted">What is wanted, as in <c>expected WANTED, found …</c>.</param>
/// <param name="least">Least number of entries.</param>
internal sealed class NamedShape<T>(Shape<string> name, Shape<T> value, string wanted, int least) : Shape<ImmutableArray<Named<T>>>
{
    /// <inheritdoc/>
    public override ImmutableArray<Named<T>> Fallback => [];

    /// <inheritdoc/>
    public override ImmutableArray<Named<T>> Read(YamlElement element, Findings findings)
    {
        if (element is not YamlElement.Map map)
        {
            findings.AddWrong(element, wanted);
            return [];
        }

        if (map.Entries.Length < least)
        {
            findings.Add(map.At, $"expected {wanted}; at least one is needed");
        }

        return [.. map.Entries.Select(entry => new Named<T>(ReadName(entry.Key, findings), value.Read(entry.Value, findings)))];
    }

    /// <inheritdoc/>
    public override JsonNode? Write(ImmutableArray<Named<T>> values) =>
        new JsonObject(values.Select(entry => KeyValuePair.Create(entry.Name, value.Write(entry.Value))));

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["minProperties"] = least,
        ["propertyNames"] = name.Schema(),
        ["additionalProperties"] = value.Schema(),
    };

    string ReadName(YamlKey key, Findings findings) => name.Read(new YamlElement.Scalar(key.At, key, key.Text, false), findings);
}

/// <summary>A value and its name.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record Named<T>(string Name, T Value);
