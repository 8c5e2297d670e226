using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks.Shapes;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>Tells whether two runbooks say the same.</summary>
public static class RunbookFingerprint
{
    /// <summary>SHA-256 over the canonical text, 64 lower-case hexadecimal digits. Comments, formatting, the order of keys and defaults written out do not matter.</summary>
    public static string Of(Runbook runbook) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText(runbook))));

    /// <summary>The runbook as JSON without white space, keys sorted, defaults left out. It is a runbook itself, as JSON is YAML.</summary>
    public static string CanonicalText(Runbook runbook) => JsonSerializer.Serialize(Sorted(RunbookShape.Shape.Write(runbook)), JsonSerializerOptions.Default);

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node.DeepClone(),
    };
}
