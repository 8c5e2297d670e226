using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Patching;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>
/// The strategic merge patch from an old manifest's object to a new one's. What the old one had and the new one has not is
/// removed; what the new one has and the live object has not, or differently, is set; what neither names is left alone.
/// </summary>
internal static class ThreeWayPatch
{
    public static JsonObject Of(JsonObject old, JsonObject wanted, JsonObject live)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in wanted)
        {
            if (Change(name, (old[name], value, live[name])) is { } change)
            {
                patch[name] = change;
            }
        }

        foreach (var name in old.Select(p => p.Key).Where(n => !wanted.ContainsKey(n) && live.ContainsKey(n)))
        {
            patch[name] = null;
        }

        return patch;
    }

    static JsonNode? Change(string name, (JsonNode? Old, JsonNode? Wanted, JsonNode? Live) field)
    {
        switch (field)
        {
            case (_, JsonObject wanted, JsonObject live):
                var inner = Of(field.Old as JsonObject ?? [], wanted, live);
                return inner.Count > 0 ? inner : null;
            case (_, JsonArray wanted, JsonArray live) when ListKeys.Of(name, wanted, live) is [var key, ..]:
                var elements = Elements(key, field.Old as JsonArray ?? [], wanted, live);
                return elements.Count > 0 ? elements : null;
            default:
                return JsonNode.DeepEquals(field.Old, field.Wanted) && Covers(field.Live, field.Wanted) ? null : field.Wanted?.DeepClone();
        }
    }

    static JsonArray Elements(string key, JsonArray old, JsonArray wanted, JsonArray live)
    {
        var changes = new JsonArray();
        foreach (var element in wanted.OfType<JsonObject>())
        {
            var change = Find(live, element, key) is { } known ? Of(Find(old, element, key) ?? [], element, known) : element.Copy();
            if (change.Count > 0)
            {
                change[key] = element[key]?.DeepClone();
                changes.Add(change);
            }
        }

        foreach (var gone in old.OfType<JsonObject>().Where(o => Find(wanted, o, key) is null && Find(live, o, key) is not null))
        {
            changes.Add(new JsonObject { ["$patch"] = "delete", [key] = gone[key]?.DeepClone() });
        }

        return changes;
    }

    static JsonObject? Find(JsonArray list, JsonObject element, string key) =>
        list.OfType<JsonObject>().FirstOrDefault(e => ListKeys.AreSame(e, element, [key]));

    /// <summary>Whether a live value is the wanted one but for what the server has filled in.</summary>
    static bool Covers(JsonNode? live, JsonNode? wanted) => (live, wanted) switch
    {
        (JsonObject l, JsonObject w) => w.All(p => Covers(l[p.Key], p.Value)),
        (JsonArray l, JsonArray w) => l.Count == w.Count && l.Zip(w).All(p => Covers(p.First, p.Second)),
        _ => JsonNode.DeepEquals(live, wanted),
    };
}
