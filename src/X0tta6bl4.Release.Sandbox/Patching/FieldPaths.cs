using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>The fields of an object as a flat set of paths, in the notation of managedFields (<c>f:spec</c>, <c>k:{"name":"x"}</c>).</summary>
internal static class FieldPaths
{
    public const char Separator = '\n';
    const string Itself = ".";

    // What the server owns; nobody else does.
    static readonly string[] OwnedByServer =
    [
        "f:apiVersion", "f:kind", "f:metadata\nf:name", "f:metadata\nf:namespace", "f:metadata\nf:uid", "f:metadata\nf:resourceVersion",
        "f:metadata\nf:generation", "f:metadata\nf:creationTimestamp", "f:metadata\nf:managedFields", "f:metadata\nf:generateName",
        "f:metadata\nf:deletionTimestamp", "f:metadata\nf:deletionGracePeriodSeconds", "f:metadata\nf:selfLink",
    ];

    /// <summary>Every leaf with its value: plain values, empty objects, lists that are one value, and the presence of keyed elements.</summary>
    public static Dictionary<string, JsonNode?> Flatten(JsonObject o)
    {
        var leaves = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        Flatten(o, "", leaves);
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
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            root.Ensure(path.Split(Separator));
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

    /// <summary>Removes what a path names, and the objects that this leaves empty.</summary>
    public static void Remove(JsonObject o, string path) => Remove(o, path.Split(Separator), 0, null);

    static void Flatten(JsonNode? node, string path, Dictionary<string, JsonNode?> leaves)
    {
        if (node is not JsonObject { Count: > 0 } o)
        {
            if (path.Length > 0)
            {
                leaves[path] = node;
            }

            return;
        }

        foreach (var (name, value) in o)
        {
            var child = Join(path, $"f:{name}");
            var keys = value is JsonArray list ? ListKeys.Of(name, list) : [];
            if (keys.Length == 0 || value is not JsonArray { Count: > 0 } elements)
            {
                Flatten(value, child, leaves);
                continue;
            }

            foreach (var element in elements)
            {
                var key = Join(child, $"k:{Wire.Text(new JsonObject(keys.Select(k => KeyValuePair.Create(k, ListKeys.Key(element, k)?.DeepClone()))))}");
                leaves[Join(key, Itself)] = null;
                Flatten(element, key, leaves);
            }
        }
    }

    static void Collect(JsonObject fields, string path, HashSet<string> paths)
    {
        foreach (var (name, value) in fields)
        {
            if (value is JsonObject { Count: > 0 } inner)
            {
                Collect(inner, Join(path, name), paths);
            }
            else
            {
                paths.Add(Join(path, name));
            }
        }
    }

    // Returns whether the node is empty afterwards.
    static bool Remove(JsonNode? node, string[] path, int depth, JsonArray? within)
    {
        var step = path[depth];
        if (step == Itself)
        {
            within?.Remove(node);
            return false;
        }

        if (node is not JsonObject o || !step.StartsWith("f:", StringComparison.Ordinal))
        {
            return false;
        }

        var name = step[2..];
        if (depth == path.Length - 1)
        {
            o.Remove(name);
        }
        else if (o[name] is JsonArray list && path[depth + 1].StartsWith("k:", StringComparison.Ordinal))
        {
            RemoveFromElement(list, path, depth + 1);
            RemoveIfEmpty(o, name, list.Count == 0);
        }
        else if (o[name] is JsonObject child && Remove(child, path, depth + 1, null))
        {
            RemoveIfEmpty(o, name, true);
        }

        return o.Count == 0;
    }

    static void RemoveFromElement(JsonArray list, string[] path, int depth)
    {
        var key = (JsonObject)JsonNode.Parse(path[depth][2..])!;
        var element = list.FirstOrDefault(e => ListKeys.AreSame(e, key, [.. key.Select(p => p.Key)]));
        if (element is not null && depth + 1 < path.Length)
        {
            Remove(element, path, depth + 1, list);
        }
    }

    static void RemoveIfEmpty(JsonObject o, string name, bool isEmpty)
    {
        if (isEmpty)
        {
            o.Remove(name);
        }
    }

    static string Join(string path, string step) => path.Length == 0 ? step : path + Separator + step;
}
