using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Pod templates: when two are the same, and the hash that names a ReplicaSet.</summary>
internal static class PodTemplate
{
    public const string HashLabel = "pod-template-hash";

    public static JsonObject Of(JsonObject owner) => owner.At("spec", "template") as JsonObject ?? [];

    /// <summary>Whether two templates are equal but for the hash label.</summary>
    public static bool AreSame(JsonObject one, JsonObject other) => JsonNode.DeepEquals(WithoutHash(one), WithoutHash(other));

    /// <summary>Ten characters that depend on the template alone.</summary>
    public static string Hash(JsonObject template) => Chance.Letters(Chance.Hash(Wire.Text(Ordered(WithoutHash(template)))), 10);

    static JsonObject WithoutHash(JsonObject template)
    {
        var copy = template.Copy();
        copy.Labels()?.Remove(HashLabel);
        return copy;
    }

    static JsonNode Ordered(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Ordered(p.Value!)))),
        JsonArray a => new JsonArray([.. a.Select(v => v is null ? null : Ordered(v))]),
        _ => node.DeepClone(),
    };
}
