using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Reporting.Languages;

/// <summary>Says in another language what this program says in English. Its sentences are known by their form, so that nothing but the last step before people has to know
/// of languages: plan, journal and everything for programs stay English. What is not known stays as it is, be it a name, somebody else's message or a sentence without a translation.</summary>
public sealed partial class Translator
{
    /// <summary>Letters from which on a phrase is not taken for another sentence that begins or ends alike.</summary>
    const int Certain = 12;

    /// <summary>Letters up to which a sentence may be this program's own.</summary>
    const int Longest = 1000;

    /// <summary>Sentences are made of parts; the parts that are known are said, where the whole is not. Those that bind least come first.</summary>
    static readonly string[] Separators = [". ", "; ", ": ", " (", ", "];

    /// <summary>Between lines, cells and columns; no sentence reaches over them.</summary>
    static readonly string[] Layout = ["\n", " | ", "  "];

    static readonly string[] Sentences = Separators[..2], Clauses = Separators[..3];

    /// <summary>What ends before somebody else's words.</summary>
    static readonly string[] Quotes = [":", "'"];

    static readonly JsonSerializerOptions Commented = new() { ReadCommentHandling = JsonCommentHandling.Skip };

    readonly FrozenDictionary<string, string> whole;
    readonly ImmutableArray<Phrase> phrases;

    Translator(string language, IEnumerable<KeyValuePair<string, string>> words)
    {
        var all = words.SelectMany(word => Phrase.Parse(word.Key, word.Value)).ToArray();
        Language = language;
        whole = all.Where(phrase => phrase.Holes.IsEmpty).ToFrozenDictionary(phrase => phrase.Literals[0], phrase => phrase.Translation);
        // What has more certain letters is the more certain match.
        phrases = [.. all.Where(phrase => !phrase.Holes.IsEmpty).OrderByDescending(phrase => phrase.Weight)];
    }

    /// <summary>Leaves everything as it is.</summary>
    public static Translator English { get; } = new("en", []);

    /// <summary>Into Russian.</summary>
    public static Translator Russian { get; } = new("ru", Resource("ru"));

    /// <summary>All there are, by language (ISO 639).</summary>
    public static ImmutableSortedDictionary<string, Translator> All { get; } = new[] { English, Russian }.ToImmutableSortedDictionary(each => each.Language, each => each);

    /// <summary>The language: <c>en</c>, <c>ru</c>.</summary>
    public string Language { get; }

    /// <summary>A text in this language, as far as its parts are known. Blanks, marks and order of lines stay.</summary>
    public string Of(string text) => this == English || !text.Any(char.IsAsciiLetter) ? text : Say(text, []);

    // What was said of a part before is kept: without that, a long text of somebody else's could be divided in more ways than there is time for.
    string Say(string text, Dictionary<string, string> said)
    {
        if (!said.TryGetValue(text, out var known))
        {
            var (begin, end) = Core(text);
            known = Parts(text, Layout, int.MaxValue, said)
                ?? (text.Length > Longest ? text : null)
                ?? Known(text, said)
                ?? (end - begin < text.Length && Known(text[begin..end], said) is { } core ? text[..begin] + core + text[end..] : null)
                // Divided once: what follows may be a whole sentence.
                ?? Parts(text, Separators, 2, said)
                ?? text;
            said[text] = known;
        }

        return known;
    }

    string? Known(string text, Dictionary<string, string> said)
    {
        if (whole.TryGetValue(text, out var word))
        {
            return word;
        }

        foreach (var phrase in phrases)
        {
            if (phrase.Match(text) is { } seen && phrase.Holes.All(hole => Fits(phrase, hole, seen[hole], said)))
            {
                return phrase.Fill(seen.ToImmutableDictionary(hole => hole.Key, hole => phrase.IsQuoted(hole.Key) ? hole.Value : Say(hole.Value, said)));
            }
        }

        return null;
    }

    string? Parts(string text, string[] separators, int most, Dictionary<string, string> said) =>
        Array.Find(separators, each => text.Contains(each, StringComparison.Ordinal)) is { } separator ? string.Join(separator, text.Split(separator, most).Select(part => Say(part, said))) : null;

    // What a sentence begins with is one clause, unless a mark ends it, and no mark. A short phrase, which may be part of any sentence, reaches over no other clause at all,
    // and is not put around English that stays so, but for what a colon or a quote begins: half of a sentence in each would be worse.
    bool Fits(Phrase phrase, string hole, string text, Dictionary<string, string> said)
    {
        var (isFirst, isOpen) = (phrase.Literals[0].Length == 0 && hole == phrase.Holes[0], phrase.Literals[^1].Length == 0 && hole == phrase.Holes[^1]);
        if (isFirst && !char.IsLetterOrDigit(text[0]))
        {
            return false;
        }

        var isEnded = !isOpen && char.IsPunctuation(phrase.After(hole));
        return phrase.Weight >= Certain
            ? isOpen || isEnded || !Has(isFirst ? Separators : Clauses, text)
            : (isFirst && isEnded) || (!Has(isOpen ? Sentences : Separators, text) && (Quotes.Contains(phrase.Before(hole)) || !Prose().IsMatch(text) || Say(text, said) != text));
    }

    static bool Has(string[] separators, string text) => Array.Exists(separators, each => text.Contains(each, StringComparison.Ordinal));

    // Marks around a sentence: those of Markdown's headings and lists, brackets, a full stop.
    static (int Begin, int End) Core(string text)
    {
        var (begin, end) = (0, text.Length);
        while (begin < end && !char.IsLetterOrDigit(text[begin]))
        {
            begin++;
        }

        while (end > begin && !char.IsLetterOrDigit(text[end - 1]) && text[end - 1] is not '%')
        {
            end--;
        }

        return (begin, end);
    }

    static Dictionary<string, string> Resource(string language)
    {
        using var stream = typeof(Translator).Assembly.GetManifestResourceStream($"{typeof(Translator).Namespace}.Words.{language}.json")
            ?? throw new FileNotFoundException($"The words of language {language} are not part of this program.", language);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream, Commented)!;
    }

    [GeneratedRegex("(?<![-\\w])[A-Za-z]+ [A-Za-z]{2,}")]
    private static partial Regex Prose();
}
