using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>The fields of an object as a flat set of paths, in the notation of managedFields (<c>f:spec</c>, <c>k:{"name":"x"}</c>, <c>v:"x"</c>).</summary>
internal static class FieldPaths
{
    public const char Separator = '\n';
    const string Itself = ".";

    // What the server owns; nobody else does.
    static readonly string[] OwnedByServer =
    [
        "f:apiVersion", "f:kind", "f:metadata\nf:name", "f:metadata\nf:namespace", "f:metadata\nf:uid", "f:metadata\nf:resourceVersion",
        "f:metadata\nf:generation", "f:metadata\nf:creationTimestamp", "f:metadata\nf:managedFields",
        "f:metadata\nf:selfLink",
    ];

    // Parts that an object has even before anybody writes them.
    static readonly HashSet<string> AlwaysThere =
    [
        "metadata", "spec", "status", "template", "containers", "strategy", "updateStrategy", "jobTemplate", "involvedObject", "source", "roleRef", "loadBalancer",
    ];

    /// <summary>Every leaf with its value: plain values, empty objects, lists that are one value, and the presence of elements of keyed lists and of sets.</summary>
    /// <param name="o">The object.</param>
    /// <param name="withMaps">Whether the presence of maps and lists counts as well, as it does for who updates, and not for who applies.</param>
    public static Dictionary<string, JsonNode?> Flatten(JsonObject o, bool withMaps = false)
    {
        var leaves = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        Flatten(o, "", leaves, withMaps);
        foreach (var own in OwnedByServer)
        {
            leaves.Keys.Where(k => k == own || k.StartsWith(own + Separator, StringComparison.Ordinal)).ToList().ForEach(k => leaves.Remove(k));
        }

        return leaves;
    }

    /// <summary>Paths as the nested object that fieldsV1 is.</summary>
    public static JsonObject ToFields(IEnumerable<string> paths)
    {
        var root = new JsonObject();
        var members = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var path in members.Order(StringComparer.Ordinal))
        {
            var node = root;
            var here = "";
            foreach (var step in path.Split(Separator))
            {
                if (members.Contains(here))
                {
                    node.Ensure(Itself);
                }

                node = node.Ensure(step);
                here = Join(here, step);
            }
        }

        return root;
    }

    /// <summary>The paths of a fieldsV1 object.</summary>
    public static HashSet<string> FromFields(JsonObject? fields)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Collect(fields ?? [], "", paths);
        return paths;
    }

    /// <summary>Removes what a path names, and the objects that this leaves empty. A map that still has something in it stays.</summary>
    public static void Remove(JsonObject o, string path) => Remove(o, path.Split(Separator), 0);

    static void Flatten(JsonObject o, string path, Dictionary<string, JsonNode?> leaves, bool withMaps)
    {
        foreach (var (name, value) in o)
        {
            var child = Join(path, $"f:{name}");
            var elements = value as JsonArray;
            var keys = elements is { Count: > 0 } ? ListKeys.Of(name, elements) : [];
            var isSet = elements is { Count: > 0 } && ListKeys.IsSet(name) && path == "f:metadata";
            var isMap = value is JsonObject { Count: > 0 };
            if (IsAtomic(o, path, name, value) || !(isMap || isSet || keys.Length > 0))
            {
                leaves[child] = value is JsonObject { Count: 0 } ? null : value;
                continue;
            }

            if (withMaps && !AlwaysThere.Contains(name))
            {
                leaves[child] = null;
            }

            if (value is JsonObject map)
            {
                Flatten(map, child, leaves, withMaps);
            }

            foreach (var element in elements ?? [])
            {
                var step = isSet ? $"v:{Wire.Text(element ?? "")}"
                    : $"k:{Wire.Text(new JsonObject(keys.Select(k => KeyValuePair.Create(k, ListKeys.Key(element, k)?.DeepClone()))))}";
                leaves[Join(child, step)] = null;
                Flatten(element as JsonObject ?? [], Join(child, step), leaves, withMaps);
            }
        }
    }

    // Objects and lists that are one value for all that they contain.
    static bool IsAtomic(JsonObject parent, string path, string name, JsonNode? value) =>
        (name is "selector" or "labelSelector" && (value.At("matchLabels") ?? value.At("matchExpressions")) is not null)
        || (path.Length == 0 && (name == "imagePullSecrets" || (name == "data" && parent.Text("kind") == "ControllerRevision")));

    static void Collect(JsonObject fields, string path, HashSet<string> paths)
    {
        foreach (var (name, value) in fields)
        {
            if (name == Itself)
            {
                paths.Add(path);
            }
            else if (value is JsonObject { Count: > 0 } inner)
            {
                Collect(inner, Join(path, name), paths);
            }
            else
            {
                paths.Add(Join(path, name));
            }
        }
    }

    static void Remove(JsonNode? node, string[] path, int depth)
    {
        var isLast = depth == path.Length - 1;
        switch (path[depth], node)
        {
            case (['f', ':', .. var name], JsonObject o) when isLast:
                if (o[name] is not JsonObject { Count: > 0 } || IsAtomic(o, string.Join(Separator, path[..depth]), name, o[name]))
                {
                    o.Remove(name);
                }

                break;
            case (['f', ':', .. var name], JsonObject o):
                Remove(o[name], path, depth + 1);
                if (o[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                {
                    o.Remove(name);
                }

                break;
            case (['k', ':', .. var text], JsonArray list) when Element(list, text) is { } element:
                if (isLast)
                {
                    list.Remove(element);
                }
                else
                {
                    Remove(element, path, depth + 1);
                }

                break;
            case (['v', ':', .. var text], JsonArray list):
                list.Where(v => Wire.Text(v ?? "") == text).ToList().ForEach(v => list.Remove(v));
                break;
            default:
                break;
        }
    }

    static JsonNode? Element(JsonArray list, string text)
    {
        var key = (JsonObject)JsonNode.Parse(text)!;
        return list.FirstOrDefault(e => ListKeys.AreSame(e, key, [.. key.Select(p => p.Key)]));
    }

    static string Join(string path, string step) => path.Length == 0 ? step : path + Separator + step;
}
