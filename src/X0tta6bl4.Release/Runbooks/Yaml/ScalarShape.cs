using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A single value.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class ScalarShape<T> : Shape<T>
{
    /// <summary>What is wanted, as in <c>expected WANTED, found …</c>.</summary>
    public required string Wanted { get; init; }

    /// <summary>Kind that the scalar must have.</summary>
    public ScalarKind Kind { get; init; } = ScalarKind.Text;

    /// <summary>Reads the text: the value, and what is wrong with it (null when nothing is).</summary>
    public required Func<string, (T Value, string? Wrong)> Parse { get; init; }

    /// <summary>Writes the value.</summary>
    public required Func<T, JsonNode?> Format { get; init; }

    /// <summary>Value of <see cref="Fallback"/>.</summary>
    public required T Instead { get; init; }

    /// <summary>Describes the value.</summary>
    public required Func<JsonObject> Describe { get; init; }

    /// <inheritdoc/>
    public override T Fallback => Instead;

    /// <inheritdoc/>
    public override T Read(YamlElement element, Findings findings)
    {
        if (element is not YamlElement.Scalar scalar || scalar.ScalarKind != Kind)
        {
            findings.AddWrong(element, Wanted, hint: NeedsQuotes(element) ? $"put it in quotes: \"{((YamlElement.Scalar)element).Text}\"" : "");
            return Fallback;
        }

        var (value, wrong) = Parse(scalar.Text);
        if (wrong is not null)
        {
            findings.Add(element.At, wrong);
        }

        return value;
    }

    /// <inheritdoc/>
    public override JsonNode? Write(T value) => Format(value);

    /// <inheritdoc/>
    public override JsonObject Schema() => Describe();

    bool NeedsQuotes(YamlElement element) =>
        Kind == ScalarKind.Text && element is YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar && Parse(scalar.Text).Wrong is null;
}
