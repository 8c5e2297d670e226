using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Reads and writes members by reflection; expressions are read, never compiled.</summary>
internal static class Members
{
    public const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The member that a lambda such as <c>() =&gt; ApiKey</c> names.</summary>
    /// <exception cref="ArgumentException">The lambda names no member.</exception>
    public static MemberInfo Of(LambdaExpression lambda)
    {
        var body = lambda.Body is UnaryExpression conversion ? conversion.Operand : lambda.Body;
        return body is MemberExpression member
            ? member.Member
            : throw new ArgumentException($"'{lambda.Body}' must name a field or a property, as in () => Name.", nameof(lambda));
    }

    public static object? Get(MemberInfo member, object instance) =>
        member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);

    /// <summary>Sets a field, a property, or the field behind a property that has no setter.</summary>
    /// <exception cref="InvalidOperationException">The property is computed.</exception>
    public static void Set(MemberInfo member, object instance, object? value)
    {
        if (member is PropertyInfo { SetMethod: not null } property)
            property.SetValue(instance, value);
        else if ((member as FieldInfo ?? BackingFieldOf(member)) is { } field)
            field.SetValue(instance, value);
        else
            throw new InvalidOperationException(
                $"Parameter {member.Name} of {member.DeclaringType?.Name} is a computed property and cannot take a value. "
                + "Make it a field or give it a setter.");
    }

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    static FieldInfo? BackingFieldOf(MemberInfo member) =>
        member.DeclaringType?.GetField($"<{member.Name}>k__BackingField", Instance | BindingFlags.Static);
}
