using System.Globalization;
using System.Text;

namespace X0tta6bl4.Release.Terminal;

/// <summary>The few escape sequences that a live block needs: every terminal of the last forty years knows them.</summary>
static class Escapes
{
    /// <summary>Erases from the cursor to the end of the screen.</summary>
    public const string EraseBelow = "\e[0J";

    /// <summary>Erases from the cursor to the end of the row.</summary>
    public const string EraseRight = "\e[K";

    /// <summary>Moves the cursor to the first column, some rows up; it stops at the top of the screen.</summary>
    /// <param name="rows">Rows, above zero.</param>
    public static string Up(int rows) => string.Create(CultureInfo.InvariantCulture, $"\r\e[{rows}A");

    /// <summary>A row with its colours, or without; it ends as it began, in the terminal's own colour.</summary>
    public static string Text(LiveRow row, bool hasColours)
    {
        if (!hasColours)
        {
            return row.Text;
        }

        var text = new StringBuilder();
        foreach (var (piece, tone) in row.Pieces)
        {
            text.Append(Code(tone) is { } code ? $"\e[{code}m{piece}\e[0m" : piece);
        }

        return text.ToString();
    }

    static string? Code(LiveTone tone) => tone switch
    {
        LiveTone.Strong => "1",
        LiveTone.Faint => "2",
        LiveTone.Good => "32",
        LiveTone.Warning => "33",
        LiveTone.Bad => "31",
        _ => null,
    };
}
