using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>The values of all parameters of one run, read and converted once.</summary>
internal sealed class ParameterValues
{
    readonly Dictionary<string, object?> values = [];
    readonly ParameterSources sources;

    ParameterValues(ParameterSources sources, List<ParameterDeclaration> declarations)
    {
        this.sources = sources;
        Declarations = declarations;
    }

    public List<ParameterDeclaration> Declarations { get; }

    /// <summary>The values of secret parameters, as given.</summary>
    public IEnumerable<string> Secrets =>
        Declarations.Where(parameter => parameter.IsSecret).SelectMany(parameter => sources.Find(parameter)?.Values ?? []);

    /// <exception cref="UsageException">Unknown options and values that cannot be converted, all of them.</exception>
    public static ParameterValues Read(ParameterSources sources, Type buildType)
    {
        var read = new ParameterValues(sources, ParameterDeclarations.Of(buildType));
        var problems = sources.Problems(read.Declarations).ToList();
        foreach (var parameter in read.Declarations)
        {
            if (sources.Find(parameter) is not { } raw)
                continue;
            if (ParameterConversion.TryConvert(raw, parameter.Type, parameter.Separator, out var value, out var problem))
                read.values[parameter.Key] = value;
            else
                problems.Add(parameter.IsSecret ? $"{raw.Source} has no valid value." : problem);
        }

        return problems.Count == 0 ? read : throw new UsageException([.. problems]);
    }

    public T? Get<T>(ParameterDeclaration parameter) => values.GetValueOrDefault(parameter.Key) is T value ? value : default;

    /// <summary>Whether an option of the engine was given; a parameter that the build declares under its name is the build's.</summary>
    public bool IsOn(ParameterDeclaration parameter) => Declarations.Contains(parameter) && Get<bool>(parameter);

    /// <summary>The value for a member that asks for it by itself, as components do; the default if none was given.</summary>
    /// <exception cref="InvalidOperationException">The member is no parameter.</exception>
    public T? Get<T>(LambdaExpression expression)
    {
        var member = Members.Of(expression);
        var attribute = member.GetCustomAttribute<ParameterAttribute>()
            ?? throw new InvalidOperationException(
                $"{member.DeclaringType?.Name}.{member.Name} has no [Parameter], so there is no value to get.");
        return values.GetValueOrDefault(ParameterNames.Key(attribute.Name ?? member.Name)) is T value ? value : default;
    }

    /// <summary>Sets the members of the build class. Members of components ask for their values themselves.</summary>
    public void Inject(NukeBuild build)
    {
        foreach (var parameter in Declarations)
        {
            if (parameter.Member?.DeclaringType is { IsInterface: false } && values.TryGetValue(parameter.Key, out var value))
                Members.Set(parameter.Member, build, value);
        }
    }
}
