using System.Globalization;
using System.Text;
using Spectre.Console;

namespace X0tta6bl4.Release.Terminal;

/// <summary>Text by the cells that it fills on a terminal, which are neither chars nor letters: wide characters fill two, combining ones none.</summary>
static class Cells
{
    const char Ellipsis = '…';

    /// <summary>Cells that a text without control characters fills.</summary>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : text.GetCellWidth();

    /// <summary>The text, or as much of it as leaves room for an ellipsis; a letter with its combining marks is kept or left out whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Cells that it may fill; nothing fits into less than one.</param>
    public static string Cut(string text, int most)
    {
        if (most < 1 || Width(text) <= most)
        {
            return most < 1 ? "" : text;
        }

        var (kept, left) = (new StringBuilder(), most - 1);
        for (var letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext() && (left -= Width(letters.GetTextElement())) >= 0;)
        {
            kept.Append(letters.GetTextElement());
        }

        return kept.Append(Ellipsis).ToString();
    }

    /// <summary>Rows that a text fills where it is wrapped; a wide letter is never split.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">Cells of a row, above zero.</param>
    public static int Rows(string text, int columns)
    {
        var (rows, used) = (1, 0);
        for (var letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
        {
            var width = Width(letters.GetTextElement());
            (rows, used) = used + width > columns ? (rows + 1, width) : (rows, used + width);
        }

        return rows;
    }

    /// <summary>Exactly as many cells: the text, cut or followed by spaces.</summary>
    public static string Fit(string text, int cells)
    {
        var cut = Cut(text, cells);
        return cut + new string(' ', Math.Max(0, cells - Width(cut)));
    }

    /// <summary>A foreign text as one line that moves no cursor and reorders nothing: its control characters and marks of direction are shown as spaces.</summary>
    public static string Line(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Concat(text.EnumerateRunes().Select(rune => Moves(rune) ? " " : rune.ToString()));

    static bool Moves(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
