using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>Places in an answer: names with slashes between them (<c>metadata/uid</c>, <c>items/0/spec</c>), a choice by a field
/// (<c>resources/[name=pods]</c>), all elements (<c>items/*/metadata</c>), and <c>~1</c> for a slash within a name.</summary>
static class JsonPaths
{
    /// <summary>What is at a place, with the real path of each: none when the place is not there.</summary>
    public static IEnumerable<(string Path, JsonNode? Value)> Find(JsonNode? node, string path) =>
        path.Length == 0 ? [("", node)] : Find(node, path.Split('/'), 0, "");

    static IEnumerable<(string Path, JsonNode? Value)> Find(JsonNode? node, string[] steps, int depth, string here)
    {
        if (depth == steps.Length)
        {
            return [(here, node)];
        }

        return Children(node, steps[depth]).SelectMany(c => Find(c.Value, steps, depth + 1, here.Length == 0 ? c.Name : $"{here}/{c.Name}"));
    }

    static IEnumerable<(string Name, JsonNode? Value)> Children(JsonNode? node, string step) => (node, step) switch
    {
        (JsonArray list, "*") => list.Select((v, i) => ($"{i}", v)),
        (JsonObject o, "*") => o.Select(p => (p.Key, p.Value)),
        (JsonArray list, ['[', .. var choice, ']']) when choice.Split('=', 2) is [var field, var value] =>
            list.Where(e => e is JsonObject o && o[field]?.ToString() == value).Select(e => (step, e)),
        (JsonArray list, _) => int.TryParse(step, out var index) && index < list.Count ? [(step, list[index])] : [],
        (JsonObject o, _) => o.TryGetPropertyValue(step.Replace("~1", "/", StringComparison.Ordinal), out var value) ? [(step, value)] : [],
        _ => [],
    };
}
