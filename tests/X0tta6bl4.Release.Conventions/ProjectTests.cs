using System.Text.RegularExpressions;
using System.Xml.Linq;
using X0tta6bl4.Release.Conventions.Reading;

namespace X0tta6bl4.Release.Conventions;

/// <summary>Projects use what the layout allows, packages are exact and have a reason.</summary>
public sealed partial class ProjectTests
{
    /// <summary>What each project of src may use. The engine comes to the targets through build/props/TargetEngine.props.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["X0tta6bl4.Release"] = ["Microsoft.Extensions.Logging.Abstractions", "YamlDotNet"],
        ["X0tta6bl4.Release.Cluster"] = ["X0tta6bl4.Release", "KubernetesClient", "Polly.Core"],
        ["X0tta6bl4.Release.Helm"] = ["X0tta6bl4.Release", "X0tta6bl4.Release.Cluster", "YamlDotNet"],
        ["X0tta6bl4.Release.Integrations"] = ["X0tta6bl4.Release", "Octokit", "Polly.Core", "Slack.Webhooks"],
        ["X0tta6bl4.Release.LoadTesting"] = ["X0tta6bl4.Release", "HdrHistogram"],
        ["X0tta6bl4.Release.Sandbox"] = ["YamlDotNet"],
        ["X0tta6bl4.Release.Targets"] = ["X0tta6bl4.Release", "X0tta6bl4.Release.Cluster", "X0tta6bl4.Release.Helm", "X0tta6bl4.Release.Integrations", "X0tta6bl4.Release.LoadTesting", "X0tta6bl4.Release.Terminal"],
        ["X0tta6bl4.Release.Terminal"] = ["X0tta6bl4.Release", "Spectre.Console"],
        ["X0tta6bl4.TargetEngine"] = [],
    };

    /// <summary>Versions that are fixed although no project of this checkout uses them.</summary>
    static readonly string[] Reserved = ["Octokit", "Spectre.Console"];

    static readonly RepositoryFile Versions = Repository.Files("build/props/Packages.props").Single();

    [Fact]
    public void Projects_of_src_use_only_what_the_layout_allows() => Rule.IsKept(
        from project in ProjectFile.All("src")
        from used in project.Projects.Concat(project.Packages)
        where !Allowed.GetValueOrDefault(project.Name, []).Contains(used)
        select $"{project} uses {used}");

    [Fact]
    public void Every_project_of_src_has_its_place_in_the_layout() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), ProjectFile.All("src").Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_build_uses_the_targets_and_nothing_else() =>
        Assert.Equal(["X0tta6bl4.Release.Targets"], ProjectFile.All("build").SelectMany(project => project.Projects.Concat(project.Packages)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Files("X0tta6bl4.Release.sln").Single().Text.Replace('\\', '/');

        Rule.IsKept(ProjectFile.All().Where(project => !solution.Contains($"\"{project.File.Path}\"", StringComparison.Ordinal)).Select(project => $"{project} is not in the solution"));
    }

    [Fact]
    public void A_lock_file_lies_beside_every_project() => Rule.IsKept(
        ProjectFile.All().Where(project => !Repository.Exists($"{project.File.Folder}/packages.lock.json")).Select(project => $"{project} has no packages.lock.json; a restore makes it"));

    [Fact]
    public void Every_package_has_an_exact_version() =>
        Rule.IsKept(Packages().Where(package => !Exact().IsMatch((string)package.Attribute("Version")!)).Select(package => $"{package}"));

    [Fact]
    public void A_comment_above_every_package_says_what_it_is_for() =>
        Rule.IsKept(Packages().Where(package => package.NodesBeforeSelf().LastOrDefault(node => node is not XText) is not XComment).Select(package => $"{package}"));

    [Fact]
    public void Every_package_is_used()
    {
        var used = Repository.Files(".csproj", ".props").SelectMany(file => XElement.Parse(file.Text).Descendants("PackageReference")).Select(reference => (string)reference.Attribute("Include")!);

        Rule.IsKept(Packages().Select(package => (string)package.Attribute("Include")!).Except(used).Except(Reserved).Select(package => $"no project uses {package}"));
    }

    [Fact]
    public void Versions_stand_in_one_file_only() => Rule.IsKept(
        from file in Repository.Files(".csproj", ".props", ".targets")
        from reference in XElement.Parse(file.Text).Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
        select $"{file}: {reference}");

    static IEnumerable<XElement> Packages() => XElement.Parse(Versions.Text).Descendants("PackageVersion");

    [GeneratedRegex(@"^\[\d+(\.\d+){1,3}(-[\w.]+)?\]$", RegexOptions.ExplicitCapture)]
    private static partial Regex Exact();
}
