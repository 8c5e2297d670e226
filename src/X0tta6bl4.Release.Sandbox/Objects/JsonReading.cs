using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>Reading JSON objects by path, without exceptions for what is absent.</summary>
internal static class JsonReading
{
    /// <summary>The node at a path of property names, or null when any part is absent.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject o && o.TryGetPropertyValue(name, out var value) ? value : null;
        }

        return node;
    }

    /// <summary>The string at a path, or null when it is absent or no string.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number at a path, or null when it is absent or no number.</summary>
    public static int? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && int.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether the value at a path is <c>true</c>.</summary>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The object elements of the array at a path; none when it is absent.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The object at a path, made where it is absent.</summary>
    public static JsonObject Ensure(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node[name] is not JsonObject child)
            {
                child = [];
                node[name] = child;
            }

            node = child;
        }

        return node;
    }

    /// <summary>Sets a property only where the object has none.</summary>
    public static void Default(this JsonObject node, string name, JsonNode? value)
    {
        if (node[name] is null)
        {
            node[name] = value;
        }
    }

    /// <summary>An independent copy.</summary>
    public static JsonObject Copy(this JsonObject node) => (JsonObject)node.DeepClone();

    /// <summary>The array at a property, made where it is absent.</summary>
    public static JsonArray EnsureArray(this JsonObject node, string name)
    {
        if (node[name] is not JsonArray array)
        {
            array = [];
            node[name] = array;
        }

        return array;
    }
}
