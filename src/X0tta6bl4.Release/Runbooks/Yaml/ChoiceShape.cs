using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A map with exactly one key, which says what kind of thing its value is.</summary>
/// <param name="wanted">What is wanted, as in <c>expected WANTED, found …</c>.</param>
/// <param name="choices">The kinds.</param>
/// <param name="fallback">Stands in for a wrong value.</param>
internal sealed class ChoiceShape<T>(string wanted, ImmutableArray<Choice<T>> choices, T fallback) : Shape<T>
    where T : class
{
    string Allowed => string.Join(" or ", choices.Select(choice => $"'{choice.Name}'"));

    /// <inheritdoc/>
    public override T Fallback => fallback;

    /// <inheritdoc/>
    public override T Read(YamlElement element, Findings findings)
    {
        if (element is not YamlElement.Map { Entries: [var only] })
        {
            findings.Add(element.At, $"expected {wanted} with exactly one of the keys {Allowed}");
            return fallback;
        }

        var choice = choices.FirstOrDefault(choice => choice.Name == only.Key.Text);
        if (choice is null)
        {
            findings.Add(only.Key.At, $"unknown kind '{only.Key.Text}'; expected {wanted} with the key {Allowed}", Nearest.Hint(only.Key.Text, choices.Select(c => c.Name)));
        }

        return choice?.Read(only.Value, findings) ?? fallback;
    }

    /// <inheritdoc/>
    public override JsonNode? Write(T value) => choices.Select(choice => choice.Write(value)).First(written => written is not null);

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = 1,
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(choices.Select(choice => KeyValuePair.Create(choice.Name, (JsonNode?)choice.Schema()))),
    };
}

/// <summary>One kind of a <see cref="ChoiceShape{T}"/>.</summary>
/// <param name="name">The key that says it.</param>
internal abstract class Choice<T>(string name)
{
    /// <summary>The key that says it.</summary>
    public string Name { get; } = name;

    /// <summary>Reads the key's value.</summary>
    public abstract T Read(YamlElement element, Findings findings);

    /// <summary>Writes a value of this kind, key included; null for another kind.</summary>
    public abstract JsonObject? Write(T value);

    /// <summary>Schema of the key's value.</summary>
    public abstract JsonObject Schema();
}

/// <summary>A kind that is read into a type of its own.</summary>
/// <param name="name">The key that says it.</param>
/// <param name="text">What it is; becomes the schema's description.</param>
/// <param name="shape">Shape of the key's value.</param>
internal sealed class Choice<T, TKind>(string name, string text, Shape<TKind> shape) : Choice<T>(name)
    where TKind : class, T
{
    /// <inheritdoc/>
    public override T Read(YamlElement element, Findings findings) => shape.Read(element, findings);

    /// <inheritdoc/>
    public override JsonObject? Write(T value) => value is TKind kind ? new JsonObject { [Name] = shape.Write(kind) } : null;

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = shape.Schema();
        schema["description"] = text + ".";
        return schema;
    }
}
