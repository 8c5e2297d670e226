namespace X0tta6bl4.Release.Parameters;

/// <summary>Finds the name that was probably meant.</summary>
public static class Nearest
{
    /// <summary>The known name closest to a text, if it is close: at most two edits (insert, delete, replace, swap neighbours), and fewer than half of the text's letters.</summary>
    /// <returns>The name; null when none is close.</returns>
    public static string? To(string text, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Distance: Distance(text, name)))
            .Where(candidate => candidate.Distance <= Math.Min(2, (text.Length - 1) / 2))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    /// <summary>The question <c>did you mean 'NAME'?</c>; empty when no name is close.</summary>
    public static string Hint(string text, IEnumerable<string> known) =>
        To(text, known) is { } name ? $"did you mean '{name}'?" : "";

    static int Distance(string left, string right)
    {
        // Names are short; a text that is much longer is not a misspelt name.
        if (Math.Abs(left.Length - right.Length) > 2)
        {
            return int.MaxValue;
        }

        var rows = new int[left.Length + 1][];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i] = new int[right.Length + 1];
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i][j] = i == 0 || j == 0 ? i + j : Least(rows, left, right, (i, j));
            }
        }

        return rows[^1][^1];
    }

    static int Least(int[][] rows, string left, string right, (int I, int J) at)
    {
        var (i, j) = at;
        var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
        var least = Math.Min(Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return swapped ? Math.Min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
