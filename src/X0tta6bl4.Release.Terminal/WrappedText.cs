using System.Collections.Immutable;

namespace X0tta6bl4.Release.Terminal;

/// <summary>Text in lines that fit, broken between words.</summary>
static class WrappedText
{
    /// <summary>The lines. A word that is longer than a line has one of its own, whole: it may be there to be copied.</summary>
    /// <param name="text">The text; control characters are shown as spaces.</param>
    /// <param name="columns">Cells of a line, with its indent.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="indent">Blanks before each of the others.</param>
    public static ImmutableArray<string> Lines(string text, int columns, string first, int indent)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = first;
        var isEmpty = true;
        foreach (var word in Cells.Line(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = isEmpty ? line + word : $"{line} {word}";
            if (!isEmpty && Cells.Width(longer) > columns)
            {
                lines.Add(line);
                longer = new string(' ', indent) + word;
            }

            (line, isEmpty) = (longer, false);
        }

        lines.Add(line.TrimEnd());
        return lines.ToImmutable();
    }
}
