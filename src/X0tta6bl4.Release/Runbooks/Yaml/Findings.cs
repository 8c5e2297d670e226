using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>Collects the mistakes in one file, and remembers from which part of the text each record was read.</summary>
/// <param name="fileName">The file's name in positions.</param>
internal sealed class Findings(string fileName)
{
    readonly List<(Position At, Problem Problem)> problems = [];
    readonly Dictionary<object, YamlElement.Map> sources = new(ReferenceEqualityComparer.Instance);

    /// <summary>True while nothing is wrong.</summary>
    public bool None => problems.Count == 0;

    /// <summary>Notes a mistake.</summary>
    public void Add(Position at, string message, string hint = "") =>
        problems.Add((at, new Problem($"{fileName}({at.Line},{at.Column})", message, hint)));

    /// <summary>Notes a value of another kind than wanted, unless its place is known for a mistake already.</summary>
    public void AddWrong(YamlElement element, string wanted, string allowed = "", string hint = "")
    {
        if (!Knows(element.At))
        {
            Add(element.At, $"expected {wanted}, found {element.Kind}{allowed}", hint);
        }
    }

    /// <summary>True when something was said about this place already, so that a mistake is not reported for its consequences too.</summary>
    public bool Knows(Position at) => problems.Exists(problem => problem.At == at);

    /// <summary>Remembers what a record was read from.</summary>
    public void Remember(object record, YamlElement.Map source) => sources[record] = source;

    /// <summary>True for a record that was read from a map.</summary>
    public bool Remembers(object record) => sources.ContainsKey(record);

    /// <summary>Where a record's key has its value, or the item of that value if it is a list; the record itself when the key is not there.</summary>
    public Position At(object record, string key, int item = -1) => sources[record].Find(key) switch
    {
        YamlElement.List list when item >= 0 && item < list.Items.Length => list.Items[item].At,
        YamlElement.Map map => map.Start,
        { } value => value.At,
        null => sources[record].Start,
    };

    /// <summary>Where a key stands in the map that is a record's value for another key.</summary>
    public Position AtKey(object record, string key, string inner) =>
        sources[record].Find(key) is YamlElement.Map map
            ? map.Entries.Where(entry => entry.Key.Text == inner).Select(entry => entry.Key.At).FirstOrDefault(map.Start)
            : At(record, key);

    /// <summary>Where a record begins.</summary>
    public Position At(object record) => sources[record].Start;

    /// <summary>True when a record's text has the key.</summary>
    public bool Has(object record, string key) => sources[record].Find(key) is not null;

    /// <summary>All mistakes in the order of the text.</summary>
    public ImmutableArray<Problem> ToProblems() =>
        [.. problems.OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column).Select(problem => problem.Problem)];
}
