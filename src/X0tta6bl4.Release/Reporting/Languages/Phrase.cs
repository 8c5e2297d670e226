using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Reporting.Languages;

/// <summary>A sentence of this program with holes for what changes, and the same in another language. Pure.</summary>
/// <param name="Literals">What stands before, between and behind the holes: one more than there are holes.</param>
/// <param name="Holes">Names of the holes, in the order of the English sentence. Of several side by side, only the first: it takes what stands in all of them.</param>
/// <param name="Translation">The sentence in the other language; <c>{0}</c> is what stood in hole 0, <c>{0|one|few|many}</c> the word that fits the number in it.</param>
sealed partial record Phrase(ImmutableArray<string> Literals, ImmutableArray<string> Holes, string Translation)
{
    /// <summary>Ends a noun in the name of a phrase that counts: the phrase stands for one and for many.</summary>
    const string OneOrMany = "(s)";

    /// <summary>Letters that are certain.</summary>
    public int Weight { get; } = Literals.Sum(literal => literal.Length);

    /// <summary>Reads a phrase; one with <c>(s)</c> in its name is two.</summary>
    public static IEnumerable<Phrase> Parse(string name, string translation) => name.Contains(OneOrMany, StringComparison.Ordinal)
        ? [One(name.Replace(OneOrMany, "", StringComparison.Ordinal), translation), One(name.Replace(OneOrMany, "s", StringComparison.Ordinal), translation)]
        : [One(name, translation)];

    /// <summary>What stands in the holes of a sentence; null for a sentence that is another one.</summary>
    public ImmutableDictionary<string, string>? Match(string text)
    {
        var (at, end) = (Literals[0].Length, text.Length - Literals[^1].Length);
        if (at > end || !text.StartsWith(Literals[0], StringComparison.Ordinal) || !text.EndsWith(Literals[^1], StringComparison.Ordinal))
        {
            return null;
        }

        var seen = ImmutableDictionary.CreateBuilder<string, string>();
        for (var hole = 0; hole < Holes.Length; hole++)
        {
            var (next, least) = (Literals[hole + 1], at + (IsOptional(hole) ? 0 : 1));
            var to = hole == Holes.Length - 1 ? end : least > end ? -1 : text.IndexOf(next, least, end - least, StringComparison.Ordinal);
            if (to < least)
            {
                return null;
            }

            seen[Holes[hole]] = text[at..to];
            at = to + next.Length;
        }

        return Holes.Length > 0 || at == end ? seen.ToImmutable() : null;
    }

    /// <summary>What comes next behind a hole that is not the end.</summary>
    public char After(string hole) => Literals[Holes.IndexOf(hole) + 1][0];

    /// <summary>The mark or letter that stands before a hole; empty at the beginning.</summary>
    public string Before(string hole) => Literals[Holes.IndexOf(hole)].TrimEnd() is { Length: > 0 } before ? before[^1..] : "";

    /// <summary>True for a hole in quotes, which has a name or what somebody typed: that is the same in every language.</summary>
    public bool IsQuoted(string hole) => Before(hole) == "'" && Literals[Holes.IndexOf(hole) + 1].StartsWith('\'');

    /// <summary>The sentence in the other language.</summary>
    /// <param name="seen">What stands in its holes, in that language.</param>
    public string Fill(ImmutableDictionary<string, string> seen) => Hole().Replace(Translation, hole =>
    {
        var value = seen.GetValueOrDefault(hole.Groups["name"].Value, "");
        return hole.Groups["words"] is { Success: true, Value: var words } ? Plural.Of(value, words.Split('|')) : value;
    });

    static Phrase One(string name, string translation)
    {
        var (literals, holes, at) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>(), 0);
        foreach (Match hole in Hole().Matches(name))
        {
            if (holes.Count == 0 || hole.Index > at)
            {
                literals.Add(name[at..hole.Index]);
                holes.Add(hole.Groups["name"].Value);
            }

            at = hole.Index + hole.Length;
        }

        literals.Add(name[at..]);
        return new Phrase(literals.ToImmutable(), holes.ToImmutable(), translation);
    }

    // What is put to a word without a blank is what some sentences have and others do not.
    bool IsOptional(int hole) => Literals[hole].Length > 0 && !char.IsWhiteSpace(Literals[hole][^1]);

    [GeneratedRegex(@"\{(?<name>[0-9])(\|(?<words>[^}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
