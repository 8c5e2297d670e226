namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>The values that were read for one record.</summary>
/// <param name="key">The key that the record is the value of; null at the top.</param>
/// <param name="values">Value of every key that the record may have.</param>
internal sealed class Fields<TRecord>(YamlKey? key, IReadOnlyDictionary<Key<TRecord>, object?> values)
{
    /// <summary>The record's own name, where maps are keyed by name.</summary>
    public string Name => NameAbove(0);

    /// <summary>The key that encloses the record's own at a distance.</summary>
    public string NameAbove(int levels) => key?.Above(levels) ?? "";

    /// <summary>The value of a key.</summary>
    public TValue Of<TValue>(Key<TRecord, TValue> wanted) => (TValue)values[wanted]!;
}
