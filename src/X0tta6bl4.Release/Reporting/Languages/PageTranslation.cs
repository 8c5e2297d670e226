using System.Net;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Reporting.Languages;

/// <summary>A page of this program in another language: its texts, and the attributes that people read. Code, evidence, style and script stay as they are. Pure.</summary>
static partial class PageTranslation
{
    /// <summary>The page in a language.</summary>
    /// <param name="page">HTML as this program writes it: attributes in double quotes, nothing left open.</param>
    /// <param name="translator">The language.</param>
    public static string Of(string page, Translator translator)
    {
        if (translator == Translator.English)
        {
            return page;
        }

        // Pages say many things many times.
        var known = new Dictionary<string, string>();
        return Piece().Replace(page, piece =>
            piece.Groups["kept"].Success ? piece.Value
            : !piece.Groups["tag"].Success ? Say(piece.Value)
            : piece.Value.StartsWith("<html ", StringComparison.Ordinal) ? piece.Value.Replace("\"en\"", $"\"{translator.Language}\"", StringComparison.Ordinal)
            : Attribute().Replace(piece.Value, attribute => Say(attribute.Value)));

        string Say(string text)
        {
            if (!known.TryGetValue(text, out var said))
            {
                var plain = WebUtility.HtmlDecode(text);
                known[text] = said = translator.Of(plain) is var other && other != plain ? WebUtility.HtmlEncode(other) : text;
            }

            return said;
        }
    }

    [GeneratedRegex("(?<kept><(?<name>style|script|pre|code)\\b(?![^>]* translate).*?</\\k<name>>)|(?<tag><[^>]*>)|[^<]+", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();

    [GeneratedRegex("(?<= (title|aria-label|placeholder|data-head|data-form)=\")[^\"]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();
}
