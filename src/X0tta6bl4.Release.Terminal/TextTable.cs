using System.Collections.Immutable;

namespace X0tta6bl4.Release.Terminal;

/// <summary>Rows as lines of text whose columns stand below each other.</summary>
static class TextTable
{
    const string Gap = "  ";

    /// <summary>Lays rows out, each column as wide as its widest cell; a column that is empty but for its heading is left out.</summary>
    /// <param name="rows">The heading, then the rows, each with as many cells.</param>
    /// <param name="columns">Cells of a line.</param>
    /// <returns>A line for each row, without blanks at its end; null when one would be longer than that.</returns>
    public static ImmutableArray<string>? LayOut(ImmutableArray<ImmutableArray<string>> rows, int columns)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Skip(1).All(row => row[column].Length == 0) ? 0 : rows.Max(row => Cells.Width(row[column]))).ToArray();
        ImmutableArray<string> lines = [.. rows.Select(row => Line(row, widths))];
        return lines.All(line => Cells.Width(line) <= columns) ? lines : null;
    }

    static string Line(ImmutableArray<string> row, int[] widths) =>
        string.Join(Gap, row.Zip(widths).Where(cell => cell.Second > 0).Select(cell => Cells.Fit(cell.First, cell.Second))).TrimEnd();
}
