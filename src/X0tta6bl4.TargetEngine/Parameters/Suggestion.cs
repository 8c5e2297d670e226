namespace Nuke.Common.Parameters;

/// <summary>Guesses what was meant by a mistyped name.</summary>
internal static class Suggestion
{
    /// <summary>A sentence with the nearest name, with a blank before it; empty if none is near.</summary>
    public static string For(string written, IEnumerable<string> names)
    {
        var nearest = names
            .Select(name => (Name: name, Distance: Distance(Fold(written), Fold(name))))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Name is not null
            && nearest.Distance <= Math.Max(1, Math.Min(3, written.Length / 3))
            ? $" Did you mean {nearest.Name}?"
            : "";
    }

    static string Fold(string name) => name.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal);

    // Insertions, deletions, substitutions and swaps of neighbours; one row of the table for each prefix of the left word.
    static int Distance(string left, string right)
    {
        var rows = new List<int[]> { Enumerable.Range(0, right.Length + 1).ToArray() };
        for (var row = 1; row <= left.Length; row++)
        {
            var costs = new int[right.Length + 1];
            costs[0] = row;
            rows.Add(costs);
            for (var column = 1; column <= right.Length; column++)
                costs[column] = Cost(rows, left, right, column);
        }

        return rows[^1][^1];
    }

    static int Cost(List<int[]> rows, string left, string right, int column)
    {
        var row = rows.Count - 1;
        var substitution = rows[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        var cost = Math.Min(substitution, Math.Min(rows[row - 1][column], rows[row][column - 1]) + 1);
        var swapped = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return swapped ? Math.Min(cost, rows[row - 2][column - 2] + 1) : cost;
    }
}
