using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Conventions.Reading;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Conventions;

/// <summary>The Russian words are those of what the program says now.</summary>
public sealed partial class WordsTests
{
    static readonly IReadOnlyList<(string Name, string Value)> Words =
    [
        .. JsonDocument.Parse(Repository.Files(".json").Single(file => file.Name == "Words.ru.json").Text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })
            .RootElement.EnumerateObject().Select(word => (word.Name, word.Value.GetString()!)),
    ];

    static readonly string Source = string.Join('\n', Repository.Files(".cs").Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(file => SourceTexts.Of(file.Text)));

    [Fact]
    public void Each_is_for_something_that_is_said() => Rule.IsKept(
        from word in Words
        from part in Clause().Split(word.Name.Replace("(s)", "", StringComparison.Ordinal)).Select(part => part.Trim())
        where part.Any(char.IsLetter) && !Source.Contains(part, StringComparison.Ordinal)
        select $"'{word.Name}': nothing says '{part}'");

    [Fact]
    public void Each_is_there_once() => Assert.Distinct(Words.Select(word => word.Name));

    [Fact]
    public void Each_has_the_holes_of_what_it_is_for() => Rule.IsKept(
        from word in Words
        where !Holes(word.Name).SetEquals(Holes(word.Value))
        select $"'{word.Name}' and '{word.Value}' differ in their holes");

    [Fact]
    public void Each_counts_with_three_forms() => Rule.IsKept(
        from word in Words
        from Match count in Count().Matches(word.Value)
        where count.Value.Split('|').Length != 4
        select $"'{word.Value}' has not one, few and many");

    [Fact]
    public void None_is_taken_for_another() => Rule.IsKept(
        from word in Words
        let name = Neighbours().Replace(word.Name, hole => hole.Value[..3])
        let said = Translator.Russian.Of(Filled(name.Replace("(s)", "s", StringComparison.Ordinal)))
        let wanted = Filled(Hole().Replace(Count().Replace(word.Value, count => count.Value.Split('|')[^1].TrimEnd('}')), hole => name.Contains(hole.Value, StringComparison.Ordinal) ? hole.Value : ""))
        where said != wanted
        select $"'{word.Name}' is said as '{said}'");

    // Holes side by side are one, whose content nobody can divide: the first has all.
    static string Filled(string text) => Hole().Replace(text, hole => string.Create(CultureInfo.InvariantCulture, $"7{hole.Value[1]}"));

    static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Concat(Count().Matches(text)).Select(hole => hole.Value[..2])];

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{[0-9]\}|[.,:;]")]
    private static partial Regex Clause();

    [GeneratedRegex(@"(\{[0-9]\})(\{[0-9]\})+")]
    private static partial Regex Neighbours();

    [GeneratedRegex(@"\{[0-9]\|[^}]*\}")]
    private static partial Regex Count();
}
