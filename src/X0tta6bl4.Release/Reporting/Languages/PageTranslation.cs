using System.Net;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Reporting.Languages;

/// <summary>A page of this program in another language: its texts, and the attributes that people read. Code, evidence, style and script stay as they are. Pure.</summary>
static partial class PageTranslation
{
    /// <summary>The page in a language.</summary>
    /// <param name="page">HTML as this program writes it: attributes in double quotes, nothing left open.</param>
    /// <param name="translator">The language.</param>
    public static string Of(string page, Translator translator) => translator == Translator.English ? page : Piece().Replace(page, piece =>
        piece.Groups["kept"].Success ? piece.Value
        : piece.Groups["tag"].Success ? Attributes(piece.Value, translator)
        : Said(piece.Value, translator));

    static string Attributes(string tag, Translator translator) => tag.StartsWith("<html ", StringComparison.Ordinal)
        ? tag.Replace("\"en\"", $"\"{translator.Language}\"", StringComparison.Ordinal)
        : Attribute().Replace(tag, attribute => Said(attribute.Value, translator));

    static string Said(string text, Translator translator) => WebUtility.HtmlDecode(text) is var plain && translator.Of(plain) is var said && said != plain ? WebUtility.HtmlEncode(said) : text;

    [GeneratedRegex("(?<kept><(?<name>style|script|pre|code)\\b(?![^>]* translate).*?</\\k<name>>)|(?<tag><[^>]*>)|[^<]+", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();

    [GeneratedRegex("(?<= (title|aria-label|placeholder|data-head|data-form)=\")[^\"]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();
}
