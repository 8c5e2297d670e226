using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads maps of names and templates: headers, queries, forms, cookies.</summary>
/// <param name="reading">What readers share.</param>
internal sealed class HeaderReader(ScriptReading reading)
{
    static readonly ImmutableArray<string> Reserved = ["host", "content-length", "transfer-encoding", "connection"];

    /// <summary>Headers, names in lower case; none when the key is not there.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> Read(YamlElement? element, Scope scope)
    {
        foreach (var (key, _) in (element as YamlElement.Map)?.Entries ?? [])
        {
            if (!Names.AreTokens(key.Text))
            {
                reading.Findings.Add(key.At, $"'{key.Text}' is no name of a header");
            }
            else if (Reserved.Contains(key.Text.ToLowerInvariant()))
            {
                reading.Findings.Add(key.At, $"the header '{key.Text}' is set by the sender; a script cannot");
            }
        }

        return [.. Merge([], [.. ReadPairs(element, "headers", scope).Select(pair => KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value))])];
    }

    /// <summary>Names and single values; none when the key is not there.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> ReadPairs(YamlElement? element, string what, Scope scope) =>
        [.. EntriesOf(element, what).SelectMany(entry => ValuesOf(entry.Value, entry.Key.Text, scope, listed: false))];

    /// <summary>Names and values, of which one name may have several; none when the key is not there.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> ReadQuery(YamlElement? element, Scope scope) =>
        [.. EntriesOf(element, "parameters").SelectMany(entry => ValuesOf(entry.Value, entry.Key.Text, scope, listed: true))];

    /// <summary>Headers over others: the later ones win.</summary>
    public static IEnumerable<KeyValuePair<string, Template>> Merge(
        IReadOnlyList<KeyValuePair<string, Template>> under, IReadOnlyList<KeyValuePair<string, Template>> over)
    {
        var later = over.GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        return under.Where(pair => !later.ContainsKey(pair.Key)).Concat(later.Values);
    }

    ImmutableArray<(YamlKey Key, YamlElement Value)> EntriesOf(YamlElement? element, string what)
    {
        if (element is YamlElement.Map map)
        {
            return map.Entries;
        }

        if (element is not null)
        {
            reading.Findings.AddWrong(element, $"a map of {what}");
        }

        return [];
    }

    IEnumerable<KeyValuePair<string, Template>> ValuesOf(YamlElement value, string name, Scope scope, bool listed)
    {
        if (value is YamlElement.Scalar scalar)
        {
            return [KeyValuePair.Create(name, scalar.ScalarKind == ScalarKind.Nothing ? Template.Constant("") : reading.Template(scalar, scope))];
        }

        if (listed && value is YamlElement.List list)
        {
            return list.Items.SelectMany(item => ValuesOf(item, name, scope, listed: false));
        }

        reading.Findings.AddWrong(value, listed ? "a text or a list of texts" : "a text");
        return [];
    }
}
