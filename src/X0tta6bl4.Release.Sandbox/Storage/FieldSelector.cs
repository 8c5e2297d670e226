using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>A field selector (<c>metadata.name=x,status.phase!=Running</c>); any path to a plain value is allowed.</summary>
internal sealed class FieldSelector
{
    readonly ImmutableArray<(string[] Path, bool Equal, string Value)> terms;

    FieldSelector(IEnumerable<(string[] Path, bool Equal, string Value)> terms) => this.terms = [.. terms];

    /// <summary>The fields that it asks for.</summary>
    public IEnumerable<string> Names => terms.Select(t => string.Join('.', t.Path));

    public bool Matches(JsonObject o) => terms.All(t => (Read(o, t.Path) == t.Value) == t.Equal);

    /// <exception cref="FormatException">The text is no selector.</exception>
    public static FieldSelector Parse(string? text) =>
        new((text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne));

    static (string[] Path, bool Equal, string Value) ParseOne(string text)
    {
        var unequal = text.IndexOf("!=", StringComparison.Ordinal);
        var equal = text.IndexOf('=', StringComparison.Ordinal);
        if (unequal > 0)
        {
            return (text[..unequal].Split('.'), false, text[(unequal + 2)..]);
        }

        return equal > 0
            ? (text[..equal].Split('.'), true, text[(equal + 1)..].TrimStart('='))
            : throw new FormatException($"invalid field selector: {text}");
    }

    static string Read(JsonObject o, string[] path) => o.At(path) is JsonValue value ? value.ToString() : "";
}
