using System.Reflection;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Conventions.Reading;

namespace X0tta6bl4.Release.Conventions;

/// <summary>Files stay small, hierarchies closed, tokens last.</summary>
public sealed partial class CodeTests
{
    /// <summary>Tokens that are not the caller's wish to end the call, and say so: the first signal (stop), and narrower limits beside the caller's own.</summary>
    static readonly string[] OtherTokens = ["Runner.stop", "Undoer.stop", "UndoPerformer.stop", "Runner.either", "EvidenceCollector.limited", "WorkloadEvidence.limited"];

    static IReadOnlyList<RepositoryFile> Code => [.. Repository.Files(".cs").Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal) || file.Path.StartsWith("build/", StringComparison.Ordinal))];

    [Fact]
    public void Files_are_small()
    {
        var lengths = Code.Select(file => (file.Path, Lines: file.Lines.Length)).OrderBy(file => file.Lines).ToArray();

        Rule.IsKept(lengths.Where(file => file.Lines > 350).Select(file => $"{file.Path} has {file.Lines} lines"));
        Assert.InRange(lengths[lengths.Length / 2].Lines, 1, 60);
        Assert.InRange(lengths[lengths.Length * 95 / 100].Lines, 1, 220);
    }

    /// <summary>A closed hierarchy is one type with nested ones. A few records that make sense only together may share a file, and so may a
    /// type and the static class of the same name.</summary>
    [Fact]
    public void A_file_holds_one_public_type_or_a_few_records_that_belong_together()
    {
        var crowded = from file in Code
                      let types = PublicType().Matches(file.Text).Select(match => (Kind: match.Groups["kind"].Value, Name: match.Groups["name"].Value)).ToArray()
                      let isTypeAndCompanion = types.DistinctBy(type => type.Name).Count() == 1
                      let isFewRecords = types.Length <= 4 && types.All(type => type.Kind.StartsWith("record", StringComparison.Ordinal))
                      where types.Length > 1 && !isTypeAndCompanion && !isFewRecords
                      select $"{file} holds {string.Join(", ", types.Select(type => $"{type.Kind} {type.Name}"))}";

        Rule.IsKept(crowded);
    }

    [Fact]
    public void Tokens_are_the_last_parameters_and_named_cancellationToken()
    {
        var odd = from assembly in SourceAssemblies.Ours
                  from type in assembly.Written()
                  where !type.IsSubclassOf(typeof(Delegate))
                  from method in type.WrittenMethods()
                  let parameters = method.GetParameters()
                  from token in parameters
                  where token.ParameterType == typeof(CancellationToken)
                  where parameters[(token.Position + 1)..].Any(after => after.ParameterType != typeof(CancellationToken))
                      || !(token.Name == "cancellationToken" || OtherTokens.Contains($"{type.Name}.{token.Name}"))
                  select $"{type}.{method.Name}: {token.Name} at {token.Position + 1} of {parameters.Length}";

        Rule.IsKept(odd);
    }

    [Fact]
    public void Closed_hierarchies_are_closed()
    {
        var open = from assembly in SourceAssemblies.Ours
                   let types = assembly.Written().ToArray()
                   from root in types
                   where root.IsAbstract && types.Any(type => type.DeclaringType == root && Derives(type, root))
                   from problem in types.Where(type => Derives(type, root) && !(type.IsSealed && type.DeclaringType == root)).Select(type => $"{type} is not a sealed type inside {root}")
                       .Concat(root.IsVisible && IsOpen(root) ? [$"{root} has a constructor that other assemblies can call"] : [])
                   select problem;

        Rule.IsKept(open);
    }

    /// <summary>The copy constructor of a record is the compiler's; it needs an object of the hierarchy first.</summary>
    static bool IsOpen(Type type) => Array.Exists(type.GetConstructors(SourceAssemblies.Declared), constructor =>
        (constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly) && !IsCopy(constructor));

    static bool IsCopy(ConstructorInfo constructor) => constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    static bool Derives(Type type, Type root)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (above == root || (above.IsGenericType && above.GetGenericTypeDefinition() == root))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^public (static |sealed |abstract |readonly |partial |ref )*(?<kind>record struct|record class|record|class|struct|interface|enum|delegate)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex PublicType();
}
