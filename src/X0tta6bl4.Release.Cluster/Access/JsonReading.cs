using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Reads API objects without typed models: what is absent, or of another type than documented, reads as nothing.</summary>
static class JsonReading
{
    /// <summary>The value at a path of member names; null when a part is missing.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>The text at a path; empty when there is none.</summary>
    public static string Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>The integer at a path; null when there is none.</summary>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) is not JsonValue value ? null
        : value.TryGetValue<long>(out var number) ? number
        : value.TryGetValue<int>(out var small) ? small
        : null;

    /// <summary>The integer at a path; 0 when there is none, as Kubernetes leaves zeros out.</summary>
    public static int Count(this JsonNode? node, params ReadOnlySpan<string> path) => (int)(node.Number(path) ?? 0);

    /// <summary>True when the value at a path is true.</summary>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The time at a path (RFC 3339); null when there is none.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The objects of the list at a path; none when there is no list.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) => (node.At(path) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Parses an object; null when the text is none.</summary>
    public static JsonObject? ParseObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
