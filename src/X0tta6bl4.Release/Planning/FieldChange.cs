using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>What one field was and what it becomes; the change and its undo in one.</summary>
/// <param name="Path">Which field.</param>
/// <param name="Before">Value before, as canonical JSON text; null when the field was absent.</param>
/// <param name="After">Value after, as canonical JSON text; null when the field goes.</param>
public sealed record FieldChange(FieldPath Path, string? Before, string? After)
{
    /// <summary>The inverse change.</summary>
    public FieldChange Inverse() => new(Path, After, Before);

    /// <summary>JSON text in which equal values are equal: object members sorted by name, no white space. Null stays null.</summary>
    public static string? Canonical(JsonNode? node) => node is null ? null : Sorted(node).ToJsonString(JsonSerializerOptions.Default);

    static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };
}
