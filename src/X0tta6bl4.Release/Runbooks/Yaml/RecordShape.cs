using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A map with known keys; any other key is a mistake.</summary>
/// <param name="wanted">What is wanted, as in <c>expected WANTED, found …</c>.</param>
/// <param name="keys">The keys.</param>
/// <param name="build">Makes the record.</param>
internal sealed class RecordShape<T>(string wanted, ImmutableArray<Key<T>> keys, Func<Fields<T>, T> build) : Shape<T>
    where T : class
{
    /// <inheritdoc/>
    public override T Fallback => build(new Fields<T>(null, keys.ToDictionary(key => key, key => key.Absent)));

    /// <inheritdoc/>
    public override T Read(YamlElement element, Findings findings)
    {
        var map = element as YamlElement.Map;
        if (map is null)
        {
            findings.AddWrong(element, wanted, $"; {Allowed()}");
        }
        else
        {
            ReportUnknownKeys(map, findings);
            ReportMissingKeys(map, findings);
        }

        var values = keys.ToDictionary(key => key, key => map?.Find(key.Name) is { } value ? key.Read(value, findings) : key.Absent);
        var record = build(new Fields<T>(element.Key, values));
        findings.Remember(record, map ?? new YamlElement.Map(element.At, element.Key, true, []));
        return record;
    }

    /// <inheritdoc/>
    public override JsonNode? Write(T value) =>
        new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, key.Write(value))).Where(member => member.Value is not null));

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. keys.Where(key => key.Required).Select(key => JsonValue.Create(key.Name))]),
        ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)key.Schema()))),
    };

    string Allowed() => $"allowed keys: {string.Join(", ", keys.Select(key => key.Name))}";

    void ReportUnknownKeys(YamlElement.Map map, Findings findings)
    {
        foreach (var (unknown, _) in map.Entries.Where(entry => !keys.Any(key => key.Name == entry.Key.Text)))
        {
            findings.Add(unknown.At, $"unknown key '{unknown.Text}'; {Allowed()}", Nearest.Hint(unknown.Text, keys.Select(key => key.Name)));
        }
    }

    void ReportMissingKeys(YamlElement.Map map, Findings findings)
    {
        foreach (var key in keys.Where(key => key.Required && map.Find(key.Name) is null))
        {
            findings.Add(map.Start, $"key '{key.Name}' is missing: {key.Text}");
        }
    }
}
