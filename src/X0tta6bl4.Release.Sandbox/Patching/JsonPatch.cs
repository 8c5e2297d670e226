using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>RFC 6902.</summary>
internal static class JsonPatch
{
    /// <exception cref="PatchProblem">An operation is malformed, its path is absent, or a test failed.</exception>
    public static JsonObject Apply(JsonObject target, JsonNode patch)
    {
        if (patch is not JsonArray operations)
        {
            throw new PatchProblem("a JSON patch is an array of operations", true);
        }

        var root = new JsonObject { ["root"] = target.DeepClone() };
        foreach (var operation in operations)
        {
            Apply(root, operation as JsonObject ?? throw new PatchProblem("an operation is an object", true));
        }

        return root["root"] as JsonObject ?? throw new PatchProblem("the result is no object");
    }

    static void Apply(JsonObject root, JsonObject operation)
    {
        var path = operation.Text("path") ?? throw new PatchProblem("an operation needs a path", true);
        switch (operation.Text("op"))
        {
            case "add":
                Add(root, path, Value(operation));
                break;
            case "remove":
                Remove(root, path);
                break;
            case "replace":
                Replace(root, path, Value(operation));
                break;
            case "move":
                Add(root, path, Remove(root, From(operation)));
                break;
            case "copy":
                Add(root, path, Get(root, From(operation))?.DeepClone());
                break;
            case "test":
                Test(root, path, Value(operation));
                break;
            case var other:
                throw new PatchProblem($"unexpected kind: {other}");
        }
    }

    static void Test(JsonObject root, string path, JsonNode? expected)
    {
        if (!JsonNode.DeepEquals(expected, Get(root, path, missingIsNull: expected is null)))
        {
            throw new PatchProblem($"testing value {path} failed: test failed");
        }
    }

    static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw new PatchProblem("the operation needs a value", true);

    static string From(JsonObject operation) => operation.Text("from") ?? throw new PatchProblem("the operation needs a from", true);

    static JsonNode? Get(JsonObject root, string path, bool missingIsNull = false)
    {
        var (parent, last) = Locate(root, path);
        switch (parent)
        {
            case JsonObject o when o.TryGetPropertyValue(last, out var value):
                return value;
            case JsonObject when missingIsNull:
                return null;
            case JsonArray a:
                return a[Index(a, last, a.Count - 1, path)];
            default:
                throw Missing(path);
        }
    }

    static void Add(JsonObject root, string path, JsonNode? value) => Put(root, path, value, (a, last) => a.Insert(last == "-" ? a.Count : Index(a, last, a.Count, path), value));

    // As the library of Kubernetes does it: a property need not be there, an element must.
    static void Replace(JsonObject root, string path, JsonNode? value) => Put(root, path, value, (a, last) => a[Index(a, last, a.Count - 1, path)] = value);

    static void Put(JsonObject root, string path, JsonNode? value, Action<JsonArray, string> element)
    {
        var (parent, last) = Locate(root, path);
        switch (parent)
        {
            case JsonObject o:
                o[last] = value;
                break;
            case JsonArray a:
                element(a, last);
                break;
            default:
                throw Missing(path);
        }
    }

    static JsonNode? Remove(JsonObject root, string path)
    {
        var removed = Get(root, path);
        var (parent, last) = Locate(root, path);
        if (parent is JsonArray array)
        {
            array.RemoveAt(Index(array, last, array.Count - 1, path));
        }
        else
        {
            (parent as JsonObject)?.Remove(last);
        }

        return removed;
    }

    static (JsonNode? Parent, string Last) Locate(JsonObject root, string path)
    {
        if (path.Length > 0 && path[0] != '/')
        {
            throw new PatchProblem($"a path starts with a slash: {path}", true);
        }

        var names = path.Split('/').Select(n => n.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        names[0] = "root";
        JsonNode? node = root;
        foreach (var name in names[..^1])
        {
            node = node switch
            {
                JsonObject o when o[name] is { } child => child,
                JsonArray a => a[Index(a, name, a.Count - 1, path)],
                _ => throw Missing(path),
            };
        }

        return (node, names[^1]);
    }

    static int Index(JsonArray array, string text, int highest, string path) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= highest && index <= array.Count
            ? index : throw Missing(path);

    static PatchProblem Missing(string path) => new($"the path {path} does not exist in the object");
}
