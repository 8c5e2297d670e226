namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A table that becomes a list of cards where there is no room for columns.</summary>
static class Table
{
    /// <summary>A table; nothing when it has no rows.</summary>
    /// <param name="heads">Headings of the columns; the first column heads the rows.</param>
    /// <param name="rows">Rows with as many cells.</param>
    /// <param name="tones">Where the page's filter hides rows: for each row the tone that it looks for.</param>
    public static Markup Of(string[] heads, IEnumerable<Markup[]> rows, IEnumerable<string>? tones = null)
    {
        var all = rows.Zip(tones ?? Enumerable.Repeat("", int.MaxValue)).ToArray();
        return Markup.If(all.Length > 0, $"""
            <table class="cards">
            <thead><tr>{heads.Select(head => Markup.Of($"<th scope=\"col\">{head}</th>"))}</tr></thead>
            <tbody>
            {all.Select(row => Row(heads, row.First, row.Second))}</tbody>
            </table>

            """);
    }

    static Markup Row(string[] heads, Markup[] cells, string tone) =>
        Markup.Of($"<tr{Markup.If(tone.Length > 0, $" data-row=\"{tone}\"")}><th scope=\"row\">{cells[0]}</th>{cells.Zip(heads).Skip(1).Select(cell => Cell(cell.Second, cell.First))}</tr>\n");

    static Markup Cell(string head, Markup content) => content.IsEmpty
        ? Markup.Of($"<td class=\"empty\"></td>")
        : Markup.Of($"<td data-head=\"{head}\"><div>{content}</div></td>");
}
