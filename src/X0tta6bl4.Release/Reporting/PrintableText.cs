using System.Globalization;
using System.Text;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Foreign text as it may stand in a file for people: what would be invisible, forbidden in XML and HTML, or reorder the letters around it is shown by a sign.</summary>
static class PrintableText
{
    /// <summary>The text with every such character replaced; itself when it has none.</summary>
    public static string Of(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        // Half a surrogate pair comes out of the enumeration as the replacement character.
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            Append(result, rune);
        }

        return result.ToString();
    }

    static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    static void Append(StringBuilder result, Rune rune)
    {
        if (rune.Value is '\n' or '\t')
        {
            result.Append((char)rune.Value);
        }
        else if (rune.Value < ' ')
        {
            // The pictures of control characters follow their order.
            result.Append((char)('\u2400' + rune.Value));
        }
        else if (rune.Value is 0xFFFE or 0xFFFF)
        {
            result.Append('\uFFFD');
        }
        else if (IsDirection(rune.Value) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
        {
            result.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
        }
        else
        {
            result.Append(rune.ToString());
        }
    }

    // Marks, embeddings, overrides and isolates of the bidirectional algorithm.
    static bool IsDirection(int value) => value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
