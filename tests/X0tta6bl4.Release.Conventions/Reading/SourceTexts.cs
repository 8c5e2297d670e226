using System.Globalization;
using System.Text;

namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>The texts in a C# file: what stands between quotes, with <c>{}</c> where something is put in. Texts within holes count as well.</summary>
sealed class SourceTexts
{
    readonly string source;
    readonly List<string> found = [];

    SourceTexts(string source) => this.source = source;

    /// <summary>All texts of a file.</summary>
    public static IReadOnlyList<string> Of(string source)
    {
        var texts = new SourceTexts(source);
        texts.Read();
        return texts.found;
    }

    void Read()
    {
        for (var at = 0; at < source.Length;)
        {
            at = source[at] switch
            {
                '/' when IsAt(at, "//") => source.IndexOf('\n', at) is var end and >= 0 ? end : source.Length,
                '\'' => BehindLetter(at),
                '"' => Text(at),
                _ => at + 1,
            };
        }
    }

    // Reads a text that begins here; gives the place behind it.
    int Text(int at)
    {
        var (quotes, dollars, isVerbatim) = (Quotes(at), Before(at, '$'), Before(at, '@') > 0);
        if (quotes == 2)
        {
            return at + 2;
        }

        var (end, text) = (new string('"', quotes), new StringBuilder());
        for (at += quotes; !IsAt(at, end) || (isVerbatim && IsAt(at, "\"\""));)
        {
            var braces = dollars > 0 ? Count(at, '{') : 0;
            // One brace for each dollar opens a hole; in a plain text twice as many are a brace.
            if (quotes == 1 ? braces % 2 == 1 : braces >= Math.Max(dollars, 1))
            {
                text.Append("{}");
                at = Hole(at + braces) + (quotes == 1 ? 1 : dollars);
            }
            else if (braces > 0)
            {
                at += braces;
            }
            else if (isVerbatim && source[at] == '"')
            {
                at += 2;
            }
            else if (source[at] == '\\' && quotes == 1 && !isVerbatim)
            {
                text.Append(source[at + 1] switch { 'n' => '\n', 't' => '\t', var other => other });
                at += 2;
            }
            else
            {
                text.Append(source[at++]);
            }
        }

        found.Add(text.ToString());
        return at + quotes;
    }

    // Reads what is put in; gives the place of the brace that ends it.
    int Hole(int at)
    {
        for (var depth = 0; source[at] != '}' || depth > 0;)
        {
            if (source[at] is '"' or '\'')
            {
                at = source[at] == '"' ? Text(at) : BehindLetter(at);
                continue;
            }

            depth += source[at] is '(' or '[' or '{' ? 1 : source[at] is ')' or ']' or '}' ? -1 : 0;
            at++;
        }

        return at;
    }

    int BehindLetter(int at) => source.IndexOf('\'', at + (source[at + 1] == '\\' ? 3 : 2)) + 1;

    // Two are an empty text, three or more begin one that ends with as many.
    int Quotes(int at) => Count(at, '"') is >= 3 and var raw ? raw : Count(at, '"') == 2 ? 2 : 1;

    int Count(int at, char letter)
    {
        var count = 0;
        while (at + count < source.Length && source[at + count] == letter)
        {
            count++;
        }

        return count;
    }

    int Before(int at, char letter) => source[Math.Max(0, at - 4)..at].Reverse().TakeWhile(before => before is '$' or '@').Count(before => before == letter);

    bool IsAt(int at, string text) => string.Compare(source, at, text, 0, text.Length, false, CultureInfo.InvariantCulture) == 0;
}
