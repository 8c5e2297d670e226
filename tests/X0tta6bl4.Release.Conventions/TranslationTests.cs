using System.Text.RegularExpressions;
using X0tta6bl4.Release.Conventions.Reading;

namespace X0tta6bl4.Release.Conventions;

/// <summary>The Russian page and the English one speak of the same things.</summary>
public sealed partial class TranslationTests
{
    static readonly RepositoryFile English = Repository.Files("README.md").Single(file => file.Folder.Length == 0);
    static readonly RepositoryFile Russian = Repository.Files("README.ru.md").Single();

    [Fact]
    public void They_have_the_same_chapters() => Assert.Equal(Levels(English), Levels(Russian));

    [Fact]
    public void They_show_the_same_commands() => Assert.Equal(Blocks(English), Blocks(Russian));

    [Fact]
    public void They_have_the_same_rows_in_their_tables() => Assert.Equal(Rows(English), Rows(Russian));

    [Fact]
    public void They_name_the_same_options() => Assert.Equal(Options(English), Options(Russian));

    static string[] Levels(RepositoryFile page) => [.. page.Lines.Where(line => line.StartsWith('#')).Select(line => line.Split(' ')[0])];

    // What follows a # in a block is for people.
    static string[] Blocks(RepositoryFile page) => [.. Block().Matches(page.Text).SelectMany(match => match.Value.Split('\n')).Select(line => line.Split(" # ")[0].TrimEnd())];

    // By the code in their first cell; numbers are code enough.
    static string[] Rows(RepositoryFile page) =>
        [.. page.Lines.Where(line => line.StartsWith('|')).Select(line => string.Join(' ', Code().Matches(line.Split(" | ")[0]).Select(match => match.Value))).Where(cell => cell.Length > 0)];

    static string[] Options(RepositoryFile page) => [.. Option().Matches(page.Text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`[^`]+`|[0-9]+")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=[`\s])--[a-z][a-z-]+")]
    private static partial Regex Option();
}
