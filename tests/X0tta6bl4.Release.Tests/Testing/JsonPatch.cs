using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Applies JSON patches as an API server does: all operations, or none.</summary>
static class JsonPatch
{
    /// <summary>The patched copy; null when a test does not hold or a place is missing, with the operation that failed.</summary>
    public static JsonObject? Apply(JsonObject target, IEnumerable<PatchOperation> operations, out PatchOperation? failed)
    {
        failed = null;
        var copy = target.DeepClone().AsObject();
        foreach (var operation in operations)
        {
            if (!Apply(copy, operation))
            {
                failed = operation;
                return null;
            }
        }

        return copy;
    }

    static bool Apply(JsonNode root, PatchOperation operation)
    {
        var segments = operation.Path.Split('/')[1..].Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var parent = segments[..^1].Aggregate((JsonNode?)root, Child);
        var (there, key) = (Child(parent, segments[^1]) is not null, segments[^1]);
        switch (operation.Op)
        {
            case "test":
                return there && FieldChange.Canonical(Child(parent, key)) == operation.Value;
            case "add" when parent is JsonObject members:
            case "replace" when there && (members = (parent as JsonObject)!) is not null:
                members[key] = JsonNode.Parse(operation.Value!);
                return true;
            case "remove" when there && parent is JsonObject members:
                return members.Remove(key);
            default:
                return false;
        }
    }

    static JsonNode? Child(JsonNode? parent, string key) => parent switch
    {
        JsonObject members => members[key],
        JsonArray items when int.TryParse(key, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
        _ => null,
    };
}
