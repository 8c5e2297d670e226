using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>Finds names that stand twice where each may stand once.</summary>
internal static class Twice
{
    /// <summary>Reports each repetition at its own place.</summary>
    /// <param name="names">The names in order; an empty one stands for one that could not be read.</param>
    /// <param name="at">Place of a name, by its index.</param>
    /// <param name="what">What the names are of.</param>
    /// <param name="findings">Where mistakes go.</param>
    public static void Report(IEnumerable<string> names, Func<int, Position> at, string what, Findings findings)
    {
        var first = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var (index, name) in names.Index().Where(item => item.Item.Length > 0))
        {
            if (!first.TryAdd(name, at(index)))
            {
                findings.Add(at(index), $"{what} '{name}' stands here a second time; the first is on line {first[name].Line}");
            }
        }
    }
}
