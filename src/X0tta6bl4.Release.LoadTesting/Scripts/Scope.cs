using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Variables that a template may name at some place of a script.</summary>
/// <param name="Names">The names.</param>
internal sealed record Scope(ImmutableHashSet<string> Names)
{
    /// <summary>What every user has.</summary>
    public static Scope Everywhere { get; } = new(ImmutableHashSet.Create(StringComparer.Ordinal, "target", "$environment", "$uuid"));

    /// <summary>Roots of environment variables.</summary>
    public static ImmutableArray<string> EnvironmentRoots { get; } = ["$env", "$processEnvironment"];

    /// <summary>With more names.</summary>
    public Scope With(IEnumerable<string> names) => new(Names.Union(names));

    /// <summary>Inside a loop.</summary>
    public Scope InLoop() => With(["$loopCount", "$loopElement"]);

    /// <summary>With what the captures of a flow may set, wherever in it they stand.</summary>
    public Scope WithCaptures(YamlElement? flow) => With(CapturedIn(flow));

    /// <summary>Names that captures in a flow set.</summary>
    public static IEnumerable<string> CapturedIn(YamlElement? element) => element switch
    {
        YamlElement.List list => list.Items.SelectMany(CapturedIn),
        YamlElement.Map map => map.Entries.SelectMany(entry => entry.Key.Text == "capture" ? NamesIn(entry.Value) : CapturedIn(entry.Value)),
        _ => [],
    };

    static IEnumerable<string> NamesIn(YamlElement capture) => capture switch
    {
        YamlElement.List list => list.Items.SelectMany(NamesIn),
        YamlElement.Map map when map.Find("as") is YamlElement.Scalar name => [name.Text],
        _ => [],
    };
}
