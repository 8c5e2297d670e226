using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>Finds the members of a build, its base classes and its components that are parameters.</summary>
internal static class ParameterDeclarations
{
    const BindingFlags Declared = Members.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All parameters of the build, then the engine's that it does not declare itself.</summary>
    public static List<ParameterDeclaration> Of(Type buildType)
    {
        var found = new Dictionary<string, ParameterDeclaration>();
        for (var type = buildType; type is not null && type != typeof(NukeBuild); type = type.BaseType)
        {
            AddAll(found, type.GetProperties(Declared));
            AddAll(found, type.GetFields(Declared));
        }

        foreach (var component in buildType.GetInterfaces())
            AddAll(found, component.GetProperties(Declared));

        foreach (var parameter in EngineParameters.All)
            found.TryAdd(parameter.Key, parameter);
        return [.. found.Values];
    }

    static void AddAll(Dictionary<string, ParameterDeclaration> found, MemberInfo[] members)
    {
        foreach (var member in members)
        {
            if (member.IsDefined(typeof(ParameterAttribute), inherit: false))
                Add(found, member);
        }
    }

    static void Add(Dictionary<string, ParameterDeclaration> found, MemberInfo member)
    {
        var parameter = Of(member);
        found.TryAdd(parameter.Key, parameter);
    }

    static ParameterDeclaration Of(MemberInfo member)
    {
        var attribute = member.GetCustomAttribute<ParameterAttribute>()!;
        return new ParameterDeclaration(attribute.Name ?? member.Name, Members.TypeOf(member), attribute.Description)
        {
            Member = member,
            Separator = string.IsNullOrEmpty(attribute.Separator) ? null : attribute.Separator[0],
            IsListed = attribute.List,
            IsSecret = member.IsDefined(typeof(SecretAttribute), inherit: false),
            IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: false),
        };
    }
}
