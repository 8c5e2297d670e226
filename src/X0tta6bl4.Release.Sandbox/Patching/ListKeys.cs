using System.Collections.Frozen;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>Which lists are merged by the keys of their elements. All other lists are one value.</summary>
internal static class ListKeys
{
    static readonly FrozenDictionary<string, string[]> Keys = new Dictionary<string, string[]>
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["imagePullSecrets"] = ["name"],
        ["hostAliases"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey"],
        ["ownerReferences"] = ["uid"],
        ["conditions"] = ["type"],
        ["secrets"] = ["name"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Lists of plain values that are sets.
    static readonly FrozenSet<string> Sets = new[] { "finalizers" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsSet(string field) => Sets.Contains(field);

    /// <summary>The keys of a list's elements by its field and its elements, or none when it is one value.</summary>
    public static string[] Of(string field, params ReadOnlySpan<JsonArray?> lists)
    {
        if (field == "ports")
        {
            foreach (var list in lists)
            {
                if (list?.FirstOrDefault() is JsonObject first)
                {
                    return first["containerPort"] is not null ? ["containerPort", "protocol"] : first["port"] is not null ? ["port", "protocol"] : [];
                }
            }
        }

        return Keys.GetValueOrDefault(field) ?? [];
    }

    /// <summary>Whether two elements are the same one. A protocol that is not given is TCP.</summary>
    public static bool AreSame(JsonNode? one, JsonNode? other, string[] keys) =>
        keys.All(k => JsonNode.DeepEquals(Key(one, k), Key(other, k)));

    public static JsonNode? Key(JsonNode? element, string key) => element.At(key) ?? (key == "protocol" ? JsonValue.Create("TCP") : null);
}
