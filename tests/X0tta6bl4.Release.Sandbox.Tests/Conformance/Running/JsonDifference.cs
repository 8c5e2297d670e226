using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>Where two JSON values differ.</summary>
static class JsonDifference
{
    /// <summary>One line for each place that differs: its path, what was recorded, and what came now.</summary>
    public static IEnumerable<string> Between(JsonNode? recorded, JsonNode? now, string path = "")
    {
        if (recorded is JsonObject one && now is JsonObject other)
        {
            return one.Select(p => p.Key).Union(other.Select(p => p.Key)).Order(StringComparer.Ordinal)
                .SelectMany(name => !one.ContainsKey(name) ? [$"{path}/{name}: not recorded, now {Shown(other[name])}"]
                    : !other.ContainsKey(name) ? [$"{path}/{name}: recorded {Shown(one[name])}, now absent"]
                    : Between(one[name], other[name], $"{path}/{name}"));
        }

        if (recorded is JsonArray list && now is JsonArray answer)
        {
            return Enumerable.Range(0, Math.Max(list.Count, answer.Count))
                .SelectMany(i => i >= list.Count ? [$"{path}/{i}: not recorded, now {Shown(answer[i])}"]
                    : i >= answer.Count ? [$"{path}/{i}: recorded {Shown(list[i])}, now absent"]
                    : Between(list[i], answer[i], $"{path}/{i}"));
        }

        return JsonNode.DeepEquals(recorded, now) ? [] : [$"{path}: recorded {Shown(recorded)}, now {Shown(now)}"];
    }

    static string Shown(JsonNode? node) => node is null ? "null" : Wire.Text(node) is { Length: > 300 } text ? $"{text[..300]}…" : Wire.Text(node);
}
