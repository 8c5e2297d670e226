using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>Sets of fields as <c>metadata.managedFields</c> spells them (format FieldsV1): <c>f:NAME</c> is a field, <c>k:{KEY}</c> an element of a list,
/// an empty object a leaf, and <c>.</c> the parent itself. Pure; nothing that is passed in is changed.</summary>
public static class FieldSet
{
    /// <summary>What a set has of a field and everything below it, with the way there; null when it has nothing of it.</summary>
    public static JsonObject? At(JsonObject set, FieldPath path) => At(set, Keys(path), 0);

    /// <summary>A set without a field and everything below it; parents that this leaves empty go, too.</summary>
    public static JsonObject Without(JsonObject set, FieldPath path)
    {
        var left = set.DeepClone().AsObject();
        Remove(left, Keys(path), 0);
        return left;
    }

    /// <summary>The fields of both sets.</summary>
    public static JsonObject Union(JsonObject one, JsonObject other)
    {
        var both = one.DeepClone().AsObject();
        foreach (var (key, below) in other)
        {
            both[key] = both[key] is JsonObject known ? Union(known, below!.AsObject()) : below?.DeepClone();
        }

        return both;
    }

    static string[] Keys(FieldPath path) => [.. path.Segments.Select(segment => FieldPath.Selector(segment) is var (key, value)
        ? $"k:{new JsonObject { [key] = value }.ToJsonString(JsonSerializerOptions.Default)}"
        : $"f:{FieldPath.Member(segment)}")];

    static JsonObject? At(JsonObject set, string[] keys, int depth) =>
        set[keys[depth]] is not JsonObject below ? null
        : depth == keys.Length - 1 ? new JsonObject { [keys[depth]] = below.DeepClone() }
        : At(below, keys, depth + 1) is { } found ? new JsonObject { [keys[depth]] = found }
        : null;

    static void Remove(JsonObject set, string[] keys, int depth)
    {
        if (set[keys[depth]] is not JsonObject below)
        {
            return;
        }

        if (depth < keys.Length - 1)
        {
            // A leaf above the field is the parent itself, which somebody may own without what is in it.
            if (below.Count == 0)
            {
                return;
            }

            Remove(below, keys, depth + 1);
            if (below.Count > 0)
            {
                return;
            }
        }

        set.Remove(keys[depth]);
    }
}
