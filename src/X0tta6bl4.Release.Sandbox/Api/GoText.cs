using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Values as servers put them into messages: as Go prints them.</summary>
internal static class GoText
{
    /// <summary>A map of texts.</summary>
    public static string Map(JsonObject? map) => map is null ? "map[string]string(nil)"
        : $"map[string]string{{{string.Join(", ", map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Wire.Text(p.Key)}:{Wire.Text(p.Value ?? "")}"))}}}";

    /// <summary>A label selector.</summary>
    public static string Selector(JsonNode? selector)
    {
        var expressions = selector.At("matchExpressions") is null ? "[]v1.LabelSelectorRequirement(nil)"
            : $"[]v1.LabelSelectorRequirement{{{string.Join(", ", selector.Items("matchExpressions").Select(Requirement))}}}";
        return $"v1.LabelSelector{{MatchLabels:{Map(selector.At("matchLabels") as JsonObject)}, MatchExpressions:{expressions}}}";
    }

    /// <summary>A list of texts.</summary>
    public static string List(IEnumerable<string> texts) => $"[]string{{{string.Join(", ", texts.Select(t => Wire.Text(t)))}}}";

    static string Requirement(JsonObject r) =>
        $"v1.LabelSelectorRequirement{{Key:{Wire.Text(r.Text("key") ?? "")}, Operator:{Wire.Text(r.Text("operator") ?? "")}, Values:{List((r["values"] as JsonArray ?? []).Select(v => v.Text() ?? ""))}}}";
}
