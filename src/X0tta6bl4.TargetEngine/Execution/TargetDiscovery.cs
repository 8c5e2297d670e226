using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>
/// Finds the properties that declare targets: those of the build class first, then those of its interfaces, each in declaration order.
/// </summary>
internal static class TargetDiscovery
{
    public static List<PropertyInfo> PropertiesOf(Type buildType)
    {
        var found = new List<PropertyInfo>();
        foreach (var property in buildType.GetProperties(Members.Instance))
        {
            if (IsTarget(property) && !found.Exists(other => other.Name == property.Name))
                found.Add(property);
        }

        var ofClass = found.Count;
        foreach (var component in buildType.GetInterfaces())
        {
            foreach (var property in component.GetProperties(Members.Instance).Where(IsTarget))
                Add(found, ofClass, property, buildType);
        }

        return found;
    }

    public static string NameOf(MemberInfo property) => property.Name[(property.Name.LastIndexOf('.') + 1)..];

    public static Target ValueOf(PropertyInfo property, NukeBuild build) =>
        (Target?)property.GetValue(build)
            ?? throw new InvalidOperationException($"Target {property.Name} of {property.DeclaringType?.Name} is null.");

    /// <summary>The value that this very declaration gives, even where a derived type overrides it.</summary>
    public static Target OwnValueOf(PropertyInfo property, NukeBuild build)
    {
        var getter = property.GetMethod!.MethodHandle.GetFunctionPointer();
        return ((Func<Target>)Activator.CreateInstance(typeof(Func<Target>), build, getter)!)();
    }

    /// <exception cref="InvalidOperationException">The component declares no target, or several.</exception>
    public static PropertyInfo OnlyTargetOf(Type component, string user)
    {
        var targets = component.GetProperties(Members.Instance).Where(IsTarget).ToList();
        return targets.Count == 1
            ? targets[0]
            : throw new InvalidOperationException(
                $"Target {user} refers to component {component.Name} as a whole, which declares {targets.Count} targets; "
                + "name the one that is meant.");
    }

    public static Queue<PropertyInfo> BaseDeclarationsOf(PropertyInfo property)
    {
        var declarations = new Queue<PropertyInfo>();
        const BindingFlags Own = Members.Instance | BindingFlags.DeclaredOnly;
        for (var type = property.DeclaringType!.BaseType; type is not null; type = type.BaseType)
        {
            if (type.GetProperty(property.Name, Own, null, typeof(Target), [], null) is { } declaration)
                declarations.Enqueue(declaration);
        }

        return declarations;
    }

    static bool IsTarget(PropertyInfo property) =>
        property.PropertyType == typeof(Target) && !property.Name.Contains('.', StringComparison.Ordinal);

    static void Add(List<PropertyInfo> found, int ofClass, PropertyInfo property, Type buildType)
    {
        var index = found.FindIndex(other => other.Name == property.Name);
        if (index < 0)
            found.Add(property);
        else if (index >= ofClass && found[index].DeclaringType!.IsAssignableFrom(property.DeclaringType))
            found[index] = property;
        else if (index >= ofClass && !property.DeclaringType!.IsAssignableFrom(found[index].DeclaringType))
            throw new InvalidOperationException(
                $"Target {property.Name} comes from both {found[index].DeclaringType!.Name} and {property.DeclaringType.Name}; "
                + $"{buildType.Name} must declare it itself.");
    }
}
