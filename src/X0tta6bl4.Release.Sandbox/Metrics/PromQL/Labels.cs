using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Labels of a series, the metric's name among them as <c>__name__</c>; an empty value is the same as no label.</summary>
internal sealed class Labels : IEquatable<Labels>
{
    /// <summary>The label that holds the metric's name.</summary>
    public const string MetricName = "__name__";

    public static readonly Labels None = new(ImmutableSortedDictionary<string, string>.Empty);

    readonly ImmutableSortedDictionary<string, string> pairs;
    readonly int hash;

    Labels(ImmutableSortedDictionary<string, string> pairs)
    {
        this.pairs = pairs;
        hash = pairs.Aggregate(17, (sum, pair) => HashCode.Combine(sum, pair.Key, pair.Value));
    }

    public IEnumerable<KeyValuePair<string, string>> Pairs => pairs;

    public string this[string name] => pairs.GetValueOrDefault(name, "");

    public static Labels Of(params IEnumerable<(string Name, string Value)> pairs) =>
        new(pairs.Where(pair => pair.Value.Length > 0).ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    public Labels With(string name, string value) => new(value.Length == 0 ? pairs.Remove(name) : pairs.SetItem(name, value));

    public Labels Only(ICollection<string> names) => new(pairs.RemoveRange(pairs.Keys.Where(name => !names.Contains(name))));

    public Labels Without(ICollection<string> names) => new(pairs.RemoveRange(names));

    public Labels WithoutName() => pairs.ContainsKey(MetricName) ? new(pairs.Remove(MetricName)) : this;

    public bool Equals(Labels? other) => ReferenceEquals(this, other) || other is not null && hash == other.hash && pairs.SequenceEqual(other.pairs);

    public override bool Equals(object? obj) => Equals(obj as Labels);

    public override int GetHashCode() => hash;

    public override string ToString() => "{" + string.Join(", ", pairs.Select(pair => $"{pair.Key}=\"{pair.Value}\"")) + "}";
}
