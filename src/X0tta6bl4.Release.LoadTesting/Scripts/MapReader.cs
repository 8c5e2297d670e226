using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads a map whose keys are known.</summary>
internal sealed class MapReader
{
    readonly ScriptReading reading;

    MapReader(ScriptReading reading, YamlElement.Map map) => (this.reading, Map) = (reading, map);

    /// <summary>The map.</summary>
    public YamlElement.Map Map { get; }

    /// <summary>Value of a key; null when it is not there.</summary>
    public YamlElement? this[string key] => Map.Find(key);

    /// <summary>Opens a map and notes keys that it may not have; null when it is no map, or not there.</summary>
    /// <param name="reading">What readers share.</param>
    /// <param name="element">The map; null when it is not there.</param>
    /// <param name="what">What it is, such as <c>a phase</c>.</param>
    /// <param name="allowed">Keys that it may have.</param>
    public static MapReader? Open(ScriptReading reading, YamlElement? element, string what, ImmutableArray<string> allowed)
    {
        if (element is not YamlElement.Map map)
        {
            if (element is not null)
            {
                reading.Findings.AddWrong(element, $"{what}, a map of {string.Join(", ", allowed)}");
            }

            return null;
        }

        foreach (var (key, _) in map.Entries.Where(entry => !allowed.Contains(entry.Key.Text)))
        {
            var message = Refusals.Reason(key.Text) is { } reason ? $"'{key.Text}' is not supported in {what}: {reason}" : $"unknown key '{key.Text}' in {what}";
            reading.Findings.Add(key.At, $"{message}; allowed are {string.Join(", ", allowed)}", Nearest.Hint(key.Text, allowed));
        }

        return new MapReader(reading, map);
    }

    /// <summary>A text; null when the key is not there, or wrong.</summary>
    public string? Text(string key) => this[key] is { } element ? Scalars.Text(reading, element) : null;

    /// <summary>A number in a range; null when the key is not there, or wrong.</summary>
    public double? Number(string key, double least, double greatest) => this[key] is { } element ? Scalars.Number(reading, element, least, greatest) : null;

    /// <summary>A whole number in a range; null when the key is not there, or wrong.</summary>
    public int? Whole(string key, int least, int greatest) => this[key] is { } element ? Scalars.Whole(reading, element, least, greatest) : null;

    /// <summary>True or false; null when the key is not there, or wrong.</summary>
    public bool? Truth(string key) => this[key] is { } element ? Scalars.Truth(reading, element) : null;

    /// <summary>A time; null when the key is not there, or wrong.</summary>
    public TimeSpan? Time(string key) => this[key] is { } element ? Scalars.Time(reading, element) : null;

    /// <summary>Items of a list; empty when the key is not there, or no list.</summary>
    public ImmutableArray<YamlElement> Items(string key, string what)
    {
        if (this[key] is YamlElement.List list)
        {
            return list.Items;
        }

        if (this[key] is { } other)
        {
            reading.Findings.AddWrong(other, $"a list of {what}");
        }

        return [];
    }
}
