using System.Text;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads CSV: fields in double quotes may hold delimiters, line ends and doubled quotes; empty lines do not count.</summary>
/// <param name="text">The text.</param>
/// <param name="delimiter">What stands between fields.</param>
internal sealed class CsvText(string text, char delimiter)
{
    readonly List<List<string>> rows = [];
    List<string> row = [];
    int at = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The rows with their fields.</summary>
    /// <exception cref="FormatException">A quote is never closed, or something follows one.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Read()
    {
        while (at < text.Length)
        {
            row.Add(text[at] == '"' ? Quoted() : Bare());
            if (at < text.Length && text[at] == delimiter)
            {
                at++;
                if (at == text.Length)
                {
                    row.Add("");
                }
            }
            else
            {
                EndRow();
            }
        }

        EndRow();
        return rows;
    }

    void EndRow()
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }

        if (at < text.Length && text[at] == '\n')
        {
            at++;
        }

        if (row.Count > 1 || (row.Count == 1 && row[0].Length > 0))
        {
            rows.Add(row);
        }

        row = [];
    }

    string Bare()
    {
        var start = at;
        while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return text[start..at];
    }

    string Quoted()
    {
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else
            {
                at++;
                return at == text.Length || text[at] == delimiter || text[at] is '\r' or '\n'
                    ? field.ToString()
                    : throw new FormatException($"in row {rows.Count + 1}, something follows a closing quote");
            }
        }

        throw new FormatException($"in row {rows.Count + 1}, a quote is never closed");
    }
}
