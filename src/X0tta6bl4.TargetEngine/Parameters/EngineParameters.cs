using System.Collections.Immutable;

namespace Nuke.Common.Parameters;

/// <summary>The parameters of every build.</summary>
internal static class EngineParameters
{
    public static readonly ParameterDeclaration Target = List("Target", "Targets to run. Default is '{default_target}'.");

    public static readonly ParameterDeclaration Skip = List("Skip", "Targets to skip; with no value, every target that is not named.");

    public static readonly ParameterDeclaration Plan = Switch("Plan", "Shows the execution plan as text and runs nothing.");

    public static readonly ParameterDeclaration Help = Switch("Help", "Shows targets and parameters and runs nothing.");

    public static readonly ParameterDeclaration ListTargets = Switch("List", "Lists the targets and runs nothing.");

    public static readonly ParameterDeclaration Continue = Switch("Continue",
        "Continues the previous attempt: what succeeded then is skipped.");

    public static readonly ParameterDeclaration NoLogo = Switch("NoLogo", "Accepted for compatibility; no logo is shown.");

    public static readonly ParameterDeclaration Root = new("Root", typeof(string),
        "Root directory. Default is the nearest directory upwards with '.nuke'.");

    public static readonly ParameterDeclaration Verbosity = new("Verbosity", typeof(Verbosity?),
        "How much is printed. Default is 'Normal'.");

    public static readonly ParameterDeclaration Host = new("Host", typeof(string), "Host of the build. Default is automatic.");

    public static readonly ParameterDeclaration Partition = new("Partition", typeof(string), "Share of the work, as in 1/3.")
    {
        IsListed = false,
    };

    public static readonly ImmutableArray<ParameterDeclaration> All =
        [Continue, Help, Host, ListTargets, NoLogo, Partition, Plan, Root, Skip, Target, Verbosity];

    static ParameterDeclaration Switch(string name, string description) => new(name, typeof(bool), description);

    static ParameterDeclaration List(string name, string description) => new(name, typeof(string[]), description) { Separator = '+' };
}
