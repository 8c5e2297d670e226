using System.Reflection;

namespace Nuke.Common.Parameters;

/// <summary>A parameter that may be given: the build's own, or one of the engine (then there is no member).</summary>
internal sealed record ParameterDeclaration(string Name, Type Type, string? Description)
{
    public MemberInfo? Member { get; init; }

    public char? Separator { get; init; }

    public bool IsListed { get; init; } = true;

    public bool IsSecret { get; init; }

    public bool IsRequired { get; init; }

    public string Key { get; } = ParameterNames.Key(Name);

    public string Option => ParameterNames.Option(Name);
}
