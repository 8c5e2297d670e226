using System.Text.RegularExpressions;
using X0tta6bl4.Release.Conventions.Reading;

namespace X0tta6bl4.Release.Conventions;

/// <summary>Data flows one way through the core: each part uses only those before it.</summary>
public sealed partial class DirectionTests
{
    const string Core = "X0tta6bl4.Release";

    static readonly string[] Flow = ["Parameters", "Runbooks", "Gates", "Planning", "Journaling", "Running", "Reporting"];

    [Fact]
    public void Types_of_the_core_use_only_parts_before_their_own()
    {
        var core = SourceAssemblies.All.Single(assembly => assembly.GetName().Name == Core);

        var backward = from type in core.GetTypes()
                       where Part(type) is not null
                       from used in UsedTypes.Of(type)
                       where used.Assembly == core && Array.IndexOf(Flow, Part(used)) > Array.IndexOf(Flow, Part(type))
                       select $"{type} uses {used}";

        Rule.IsKept(backward);
    }

    [Fact]
    public void Files_of_the_core_import_only_parts_before_their_own()
    {
        var backward = from file in Repository.Files(".cs")
                       where file.Path.StartsWith($"src/{Core}/", StringComparison.Ordinal)
                       from Match import in Import().Matches(file.Text)
                       where Array.IndexOf(Flow, import.Groups["part"].Value) > Array.IndexOf(Flow, file.Path.Split('/')[2])
                       select $"{file.Path} imports {import.Groups["part"].Value}";

        Rule.IsKept(backward);
    }

    [Fact]
    public void Facts_know_no_faults_and_faults_no_verdicts()
    {
        string[] steps = ["Facts", "Faults", "Judging", "Watching"];

        var backward = from file in Repository.Files(".cs")
                       where file.Path.StartsWith($"src/{Core}.Cluster/", StringComparison.Ordinal)
                       let own = Array.IndexOf(steps, file.Path.Split('/')[2])
                       where own >= 0
                       from later in steps.Skip(own + 1)
                       where file.Text.Contains($"using {Core}.Cluster.{later};", StringComparison.Ordinal)
                       select $"{file.Path} imports {later}";

        Rule.IsKept(backward);
    }

    [Fact]
    public void Every_type_of_the_core_is_in_a_part_of_the_flow()
    {
        var core = SourceAssemblies.All.Single(assembly => assembly.GetName().Name == Core);

        Rule.IsKept(core.Written().Where(type => !Flow.Contains(Part(type))).Select(type => $"{type} is in no part of the flow"));
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        var elsewhere = from file in Repository.Files(".cs")
                        where file.Path.StartsWith($"src/{Core}", StringComparison.Ordinal)
                        let declared = Namespace().Match(file.Text)
                        where declared.Success && declared.Groups["name"].Value != file.Folder["src/".Length..].Replace('/', '.')
                        select $"{file.Path} declares {declared.Groups["name"].Value}";

        Rule.IsKept(elsewhere);
    }

    static string? Part(Type type) => type.Namespace?.Split('.') is ["X0tta6bl4", "Release", var part, ..] ? part : null;

    [GeneratedRegex(@"^using (static )?X0tta6bl4\.Release\.(?<part>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
