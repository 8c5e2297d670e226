using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>One operation of a JSON patch (RFC 6902).</summary>
/// <param name="Op"><c>test</c>, <c>add</c>, <c>replace</c> or <c>remove</c>.</param>
/// <param name="Path">JSON pointer.</param>
/// <param name="Value">The value as JSON text; null for <c>remove</c>.</param>
public sealed record PatchOperation(string Op, string Path, string? Value)
{
    /// <summary>The server must find this value, or refuse the whole patch.</summary>
    public static PatchOperation Test(string path, JsonNode? value) => new("test", path, FieldChange.Canonical(value));

    /// <summary>A member is set, whether it is there or not.</summary>
    public static PatchOperation Add(string path, JsonNode? value) => new("add", path, FieldChange.Canonical(value));

    /// <summary>The operation as a JSON object.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["op"] = Op, ["path"] = Path };
        if (Value is not null)
        {
            json["value"] = JsonNode.Parse(Value);
        }

        return json;
    }

    /// <summary>A patch as the text that is sent.</summary>
    public static string ToText(IEnumerable<PatchOperation> operations) =>
        new JsonArray([.. operations.Select(operation => operation.ToJson())]).ToJsonString(JsonSerializerOptions.Default);
}
