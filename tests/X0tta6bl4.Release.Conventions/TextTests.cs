using System.Text.RegularExpressions;
using X0tta6bl4.Release.Conventions.Reading;

namespace X0tta6bl4.Release.Conventions;

/// <summary>Files read alike everywhere and tie nobody to one machine.</summary>
public sealed partial class TextTests
{
    /// <summary>Hosts that only a package source's own configuration may name. In pieces, lest this file name them.</summary>
    static readonly string[] Hosts = ["nu" + "get.org", "npm" + "js.org", "py" + "pi.org", "golang" + ".org", "crates" + ".io", "maven" + ".org", "debian" + ".org"];

    /// <summary>Folders at the root of one machine's disk.</summary>
    static readonly string[] Folders = ["work", "root", "tmp"];

    [Fact]
    public void No_file_names_a_package_registry() => Rule.IsKept(
        from file in Portable()
        from host in Hosts
        where file.Text.Contains(host, StringComparison.OrdinalIgnoreCase)
        select $"{file} names {host}");

    [Fact]
    public void No_file_names_a_place_on_one_machine()
    {
        var place = new Regex($@"(?<![\w.~:/$}}*)\-])/({string.Join('|', Folders)})(?![\w-])", RegexOptions.ExplicitCapture);

        Rule.IsKept(from file in Portable() from match in place.Matches(file.Text) select $"{file} names {match.Value}");
    }

    [Fact]
    public void Text_files_end_with_a_newline() => Rule.IsKept(
        from file in Repository.Files()
        where !file.Name.EndsWith(".lock.json", StringComparison.Ordinal) && file.IsText && file.Text.Length > 0 && !file.Text.EndsWith('\n')
        select $"{file} does not");

    [Fact]
    public void Lines_have_no_tabs_and_no_trailing_blanks() => Rule.IsKept(
        from file in Repository.Files(".cs", ".csproj", ".props", ".md", ".yaml", ".yml", ".sh")
        from line in file.Lines.Index()
        where line.Item.Contains('\t', StringComparison.Ordinal) || line.Item.EndsWith(' ')
        select $"{file} line {line.Index + 1}");

    [Fact]
    public void Every_target_that_a_page_names_exists()
    {
        var targets = Repository.Files(".cs").Where(file => file.Folder is "src/X0tta6bl4.Release.Targets" or "build")
            .SelectMany(file => Target().Matches(file.Text)).Select(match => match.Groups["name"].Value).ToHashSet();

        Rule.IsKept(from page in Pages() from match in Invocation().Matches(page.Text) let name = match.Groups["name"].Value where !targets.Contains(name) select $"{page} names {name}");
    }

    /// <summary>A report that a test keeps for comparison links into the folder of a release that is nowhere.</summary>
    [Fact]
    public void Every_relative_link_leads_somewhere() => Rule.IsKept(
        from page in Pages()
        where page.Folder != "tests/X0tta6bl4.Release.Tests/Reporting"
        from match in Link().Matches(page.Text)
        let path = match.Groups["path"].Value
        where !Repository.Exists(Path.Combine(page.Folder, path))
        select $"{page} links to {path}");

    static IEnumerable<RepositoryFile> Portable() => Repository.Files().Where(file => !file.Path.StartsWith(".ci/", StringComparison.Ordinal) && file.IsText);

    static IReadOnlyList<RepositoryFile> Pages() => Repository.Files(".md");

    [GeneratedRegex(@"\bTarget (?<name>\w+) =>", RegexOptions.ExplicitCapture)]
    private static partial Regex Target();

    [GeneratedRegex(@"build\.(sh|cmd) (?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Invocation();

    [GeneratedRegex(@"\]\((?!\w+:|#)(?<path>[^)#\s]+)[^)]*\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
