using System.Collections.Immutable;

namespace X0tta6bl4.Release.Terminal;

/// <summary>As much of a fault's evidence as leaves the rest of the outcome on one screen; the report has all of it.</summary>
public static class EvidenceDigest
{
    static readonly (string Start, int Most)[] Kinds = [("condition ", 2), ("event ", 4), ("log before", 4), ("log ", 5), ("left running", 1)];

    /// <summary>The last lines of each kind, in the order in which they were collected.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<string> evidence)
    {
        var kept = evidence.Index().GroupBy(line => Array.FindIndex(Kinds, kind => line.Item.StartsWith(kind.Start, StringComparison.Ordinal)))
            .SelectMany(group => group.TakeLast(group.Key < 0 ? 2 : Kinds[group.Key].Most)).Select(line => line.Index).ToHashSet();
        return [.. evidence.Where((_, index) => kept.Contains(index))];
    }
}
