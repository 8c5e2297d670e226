using System.Globalization;
using System.Text;

namespace X0tta6bl4.Release.Terminal.Tests;

/// <summary>A terminal in memory: rows and columns, what was scrolled off the top, and the few escapes that are used. Any other one is a failure of the test.</summary>
/// <param name="columns">Cells of a row.</param>
/// <param name="rows">Rows of the screen.</param>
/// <param name="rewraps">Whether what is on it is wrapped anew when the window's width changes; else it is cut off.</param>
sealed class FakeTerminal(int columns, int rows, bool rewraps) : TextWriter
{
    readonly List<Row> all = [new(isWrapped: false)];
    int top, row, column;

    public override Encoding Encoding => Encoding.UTF8;

    public WindowSize Size { get; private set; } = new(columns, rows);

    /// <summary>Number of writes so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Everything that ever stood there and was not erased, as whole lines; without the empty row of the cursor.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var lines = new List<StringBuilder>();
            foreach (var one in all)
            {
                if (!one.IsWrapped || lines.Count == 0)
                {
                    lines.Add(new StringBuilder());
                }

                lines[^1].Append(one.Text);
            }

            var texts = lines.ConvertAll(line => line.ToString().TrimEnd());
            return texts[^1].Length == 0 ? texts[..^1] : texts;
        }
    }

    /// <summary>True when the cursor stands where the next line begins.</summary>
    public bool IsAtLineStart => column == 0 && row == all.Count - 1 && !all[row].IsWrapped;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Writes++;
        for (var (text, at) = (value ?? "", 0); at < text.Length;)
        {
            at += text[at] == '\e' ? Escape(text[at..]) : Put(text[at..]);
        }
    }

    /// <summary>The window gets another size.</summary>
    public void Resize(int newColumns, int newRows)
    {
        if (newColumns != Size.Columns)
        {
            if (rewraps)
            {
                Rewrap(newColumns);
            }
            else
            {
                all.ForEach(one => one.CutAt(newColumns));
                column = Math.Min(column, newColumns - 1);
            }
        }

        Size = new WindowSize(newColumns, newRows);
        top = Math.Max(Math.Min(top, all.Count - 1), row - newRows + 1);
    }

    int Escape(string text)
    {
        var end = text.AsSpan(2).IndexOfAnyInRange('@', '~') + 2;
        var (numbers, kind) = (text[2..end], text[end]);
        switch (kind)
        {
            case 'A':
                row = Math.Max(top, row - int.Parse(numbers, CultureInfo.InvariantCulture));
                break;
            case 'J' when numbers == "0":
                all[row].CutAt(column);
                all.RemoveRange(row + 1, all.Count - row - 1);
                break;
            case 'K' when numbers.Length == 0:
                all[row].CutAt(column);
                break;
            case 'm':
                break;
            default:
                throw new InvalidOperationException($"This terminal knows no escape '{text[1..(end + 1)]}'.");
        }

        return end + 1;
    }

    int Put(string text)
    {
        if (text[0] == '\r')
        {
            column = 0;
            return 1;
        }

        if (text[0] == '\n')
        {
            column = 0;
            Down(isWrapped: false);
            return 1;
        }

        var letter = StringInfo.GetNextTextElement(text);
        var width = Rune.GetRuneAt(letter, 0).Value is >= 0x4E00 and <= 0x9FFF ? 2 : 1;
        if (column + width > Size.Columns)
        {
            column = 0;
            Down(isWrapped: true);
        }

        all[row].Put(column, letter, width);
        column += width;
        return letter.Length;
    }

    void Down(bool isWrapped)
    {
        row++;
        if (row == all.Count)
        {
            all.Add(new Row(isWrapped));
        }
        else
        {
            all[row].IsWrapped = isWrapped;
        }

        top = Math.Max(top, row - Size.Rows + 1);
    }

    // What was one line becomes as many rows as it needs now; the cursor stays with its own.
    void Rewrap(int newColumns)
    {
        var (before, cursor, first) = (all.ToArray(), 0, 0);
        all.Clear();
        for (var (index, start) = (0, 0); index < before.Length; index = start)
        {
            start = index + 1;
            while (start < before.Length && before[start].IsWrapped)
            {
                start++;
            }

            (cursor, first) = (row >= index && row < start ? all.Count : cursor, top >= index && top < start ? all.Count : first);
            all.AddRange(Row.Wrap(before[index..start], newColumns));
        }

        (row, top) = (cursor, first);
    }

    sealed class Row(bool isWrapped)
    {
        readonly List<string> cells = [];

        public bool IsWrapped { get; set; } = isWrapped;

        public string Text => string.Concat(cells);

        public static IEnumerable<Row> Wrap(IEnumerable<Row> line, int columns)
        {
            var current = new Row(isWrapped: false);
            foreach (var letter in line.SelectMany(row => row.cells).Where(cell => cell.Length > 0))
            {
                var width = Rune.GetRuneAt(letter, 0).Value is >= 0x4E00 and <= 0x9FFF ? 2 : 1;
                if (current.cells.Count + width > columns)
                {
                    yield return current;
                    current = new Row(isWrapped: true);
                }

                current.Put(current.cells.Count, letter, width);
            }

            yield return current;
        }

        public void CutAt(int columns)
        {
            if (cells.Count > columns)
            {
                cells.RemoveRange(columns, cells.Count - columns);
            }
        }

        public void Put(int column, string letter, int width)
        {
            while (cells.Count < column + width)
            {
                cells.Add(" ");
            }

            cells[column] = letter;
            if (width == 2)
            {
                cells[column + 1] = "";
            }
        }
    }
}
