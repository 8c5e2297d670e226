using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>Names a field of an object by meaning, not by position: <c>/spec/template/spec/containers/[name=api-gateway]/image</c>.
/// A segment <c>[KEY=VALUE]</c> is the element of a list whose KEY is VALUE; the others are as in a JSON pointer (RFC 6901, with ~0 and ~1).</summary>
/// <param name="Text">The path.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(FieldPathJsonConverter))]
public sealed record FieldPath(string Text)
{
    /// <summary>Finds the field in an object.</summary>
    /// <returns>Where it is or would be; null when a parent or a list element on the way is missing.</returns>
    public FieldLocation? Locate(JsonNode root)
    {
        var node = root;
        var pointer = "";
        var guards = new List<(string Pointer, JsonNode? Value)>();
        var segments = Segments;
        foreach (var (segment, last) in segments.Select((segment, index) => (segment, index == segments.Length - 1)))
        {
            var step = Step(node, segment);
            if (step is null)
            {
                return null;
            }

            if (step.Value.Guard is { } guard)
            {
                guards.Add(($"{pointer}/{step.Value.Key}/{guard.Key}", guard.Value));
            }

            pointer += "/" + step.Value.Key;
            node = step.Value.Node;
            if (node is null && !last)
            {
                return null;
            }
        }

        return new FieldLocation(pointer, node, [.. guards.Select(g => PatchOperation.Test(g.Pointer, g.Value))]);
    }

    /// <summary>The path's text.</summary>
    public override string ToString() => Text;

    /// <summary>The segments, in order.</summary>
    internal string[] Segments => Text.Split('/')[1..];

    /// <summary>Which element of a list a segment names; null when it names a member of an object.</summary>
    internal static (string Key, string Value)? Selector(string segment) =>
        segment is not ['[', .. var selector, ']'] ? null
        : selector.Split('=', 2) is [var key, var value] ? (key, value)
        : (selector, "");

    /// <summary>The name of the member that a segment names.</summary>
    internal static string Member(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    static (string Key, JsonNode? Node, (string Key, JsonNode? Value)? Guard)? Step(JsonNode? node, string segment)
    {
        if (Selector(segment) is not var (key, value))
        {
            return node is JsonObject parent ? (segment, parent[Member(segment)], null) : null;
        }

        if (node is not JsonArray list)
        {
            return null;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject element && element[key] is JsonValue found && found.ToString() == value)
            {
                return (i.ToString(System.Globalization.CultureInfo.InvariantCulture), element, (key, found));
            }
        }

        return null;
    }
}
