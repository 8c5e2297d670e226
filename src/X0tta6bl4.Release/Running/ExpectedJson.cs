using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Compares a text with what its JSON must hold. Pure.</summary>
public static class ExpectedJson
{
    /// <summary>Says what differs first; null when everything is as expected.</summary>
    /// <param name="expectations">What must hold; none for any text.</param>
    /// <param name="text">The text.</param>
    public static string? Difference(ImmutableArray<JsonExpectation> expectations, string text)
    {
        if (expectations.IsEmpty)
        {
            return null;
        }

        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }

        return expectations.Select(expectation => Difference(expectation, Locate(root, expectation.Pointer))).FirstOrDefault(difference => difference is not null);
    }

    static string? Difference(JsonExpectation expectation, JsonNode? found)
    {
        var seen = found is JsonValue value && value.TryGetValue<string>(out var text) ? text : found?.ToJsonString(JsonSerializerOptions.Default);
        return seen is null ? $"its JSON has no {expectation.Pointer}"
            : expectation.Value == JsonExpectation.Anything || seen == expectation.Value ? null
            : $"{expectation.Pointer} of its JSON is '{(seen.Length > 100 ? seen[..100] + "…" : seen)}', wanted '{expectation.Value}'";
    }

    // RFC 6901: ~1 is a slash, ~0 a tilde.
    static JsonNode? Locate(JsonNode? node, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            node = node switch
            {
                JsonObject map => map.TryGetPropertyValue(part, out var member) ? member : null,
                JsonArray list => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null,
                _ => null,
            };
        }

        return node;
    }
}
