using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>
/// Takes out of answers what a server makes up: times, addresses, made names. Uids and the resourceVersions of objects become numbers in the
/// order in which they appear, so that whether two are the same still counts; the versions of lists and bookmarks only have to be there, as others write beside.
/// Entries of managedFields, which come in order of time, are put in order of their writers.
/// </summary>
sealed partial class Normaliser
{
    readonly string ns;
    readonly IReadOnlyList<NewerRule> newer;
    readonly Dictionary<string, string> uids = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> versions = new(StringComparer.Ordinal);
    readonly SortedSet<string> prefixes = new(StringComparer.Ordinal);

    Normaliser(string ns, IReadOnlyList<NewerRule> newer) => (this.ns, this.newer) = (ns, newer);

    /// <summary>The answers of one case with properties in order of their names.</summary>
    /// <param name="answers">The answers as they came.</param>
    /// <param name="ns">The namespace that was made for the case.</param>
    /// <param name="newer">What only one of the compared versions of Kubernetes has.</param>
    public static JsonNode Normalise(JsonArray answers, string ns, IReadOnlyList<NewerRule> newer)
    {
        var normaliser = new Normaliser(ns, newer);
        normaliser.Collect(answers);
        return normaliser.Node(answers, "", null) ?? new JsonArray();
    }

    // Versions and names that were made up, wherever messages repeat them.
    void Collect(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            if (o.Text("generateName") is { Length: > 0 } prefix)
            {
                prefixes.Add(prefix);
            }

            if ((o.Text("uid") ?? o.Text("metadata/uid")) is not null && (o.Text("resourceVersion") ?? o.Text("metadata/resourceVersion")) is { Length: > 0 } version)
            {
                versions.TryAdd(version, $"version-{(versions.Count + 1).ToString(CultureInfo.InvariantCulture)}");
            }
        }

        foreach (var child in node is JsonObject parent ? parent.Select(p => p.Value) : node as JsonArray ?? [])
        {
            Collect(child);
        }
    }

    JsonNode? Node(JsonNode? node, string path, JsonObject? parent) => node switch
    {
        null => null,
        JsonObject o => Object(o, path),
        JsonArray list when path.EndsWith("/managedFields", StringComparison.Ordinal) =>
            new JsonArray([.. list.OrderBy(e => $"{e.Text("operation")} {e.Text("manager")} {e.Text("subresource")}", StringComparer.Ordinal).Select(e => Node(e, $"{path}/*", null))]),
        JsonArray list => new JsonArray([.. list.Select(e => Node(e, $"{path}/*", null))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text, path, parent),
        JsonValue when path.EndsWith("/nodePort", StringComparison.Ordinal) => JsonValue.Create("{nodePort}"),
        _ => node.DeepClone(),
    };

    JsonObject? Object(JsonObject o, string path)
    {
        var result = new JsonObject();
        var isCut = false;
        foreach (var (name, value) in o.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var child = $"{path}/{name.Replace("/", "~1", StringComparison.Ordinal)}";
            if (newer.Any(r => r.Removes(child, value)))
            {
                isCut = true;
                continue;
            }

            var made = Node(value, child, o);
            if (made is not JsonObject { Count: 0 } || value is JsonObject { Count: 0 })
            {
                result[Identity(name)] = made;
            }
        }

        // The presence of a map that has nothing else to compare goes as well.
        return isCut && result.Count == 1 && result.ContainsKey(".") ? [] : result;
    }

    JsonValue Text(string text, string path, JsonObject? parent)
    {
        // What a case keeps has its whole path for a name.
        var name = path[(path.LastIndexOf('/') + 1)..];
        name = name[(name.LastIndexOf("~1", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];
        if (name == "resourceVersion" && text.Length > 0 && text != "0")
        {
            return JsonValue.Create((parent?["uid"] ?? parent?["metadata/uid"]) is not null ? versions.GetValueOrDefault(text, "{version}") : "{version}");
        }

        if (name == "continue" && text.Length > 0)
        {
            return JsonValue.Create("{continue}");
        }

        if (text.Length == 0)
        {
            return JsonValue.Create("");
        }

        var plain = Identity(text);
        foreach (var prefix in prefixes)
        {
            plain = Regex.Replace(plain, $"{Regex.Escape(prefix)}[a-z0-9]{{5}}(?![a-z0-9])", prefix + "{made}");
        }

        plain = newer.Aggregate(plain, (t, rule) => rule.Replaced(t));
        plain = Times().Replace(plain, m => m.Groups["micro"].Success ? "{microtime}" : "{time}");
        plain = Versions().Replace(plain, m => m.Groups["before"].Value + "{version}");
        return JsonValue.Create(Addresses().Replace(TooOld().Replace(plain, "too old resource version: {version} ({version})"), "{ip}"));
    }

    string Identity(string text)
    {
        var named = text.Replace(ns, "{ns}", StringComparison.Ordinal);
        return Uids().Replace(named, m =>
        {
            uids.TryAdd(m.Value, $"uid-{(uids.Count + 1).ToString(CultureInfo.InvariantCulture)}");
            return uids[m.Value];
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uids();

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?<micro>\.\d+)?Z", RegexOptions.ExplicitCapture)]
    private static partial Regex Times();

    [GeneratedRegex(@"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(?<before>ResourceVersion in (precondition: |object meta: |record \())\d+", RegexOptions.ExplicitCapture)]
    private static partial Regex Versions();

    [GeneratedRegex(@"too old resource version: \d+ \(\d+\)")]
    private static partial Regex TooOld();
}
