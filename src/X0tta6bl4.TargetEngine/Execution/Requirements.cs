using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Checks, before anything runs, what the scheduled targets demand.</summary>
internal static class Requirements
{
    /// <exception cref="UsageException">Something is missing: one line for each thing.</exception>
    public static void Check(NukeBuild build, ParameterValues parameters)
    {
        var problems = new List<string>();
        foreach (var target in build.ScheduledTargets)
            problems.AddRange(target.Definition.Requirements
                .Select(requirement => Problem(requirement, target.Name, build, parameters)).OfType<string>());
        problems.AddRange(parameters.Declarations
            .Where(parameter => parameter.IsRequired && IsMissing(parameter.Member!, build))
            .Select(parameter => Missing(parameter, "this build")));
        if (problems.Count > 0)
            throw new UsageException([.. problems.DistinctBy(problem => problem.Split(" is required by ")[0])]);
    }

    static string? Problem(LambdaExpression requirement, string target, NukeBuild build, ParameterValues parameters)
    {
        if (requirement is Expression<Func<bool>> condition)
            return condition.Compile(preferInterpretation: true)()
                ? null
                : $"Target {target} requires '{condition.Body}', which does not hold.";
        var member = Members.Of(requirement);
        if (!IsMissing(member, build))
            return null;
        var parameter = parameters.Declarations.Find(parameter => parameter.Member?.Name == member.Name);
        return parameter is null
            ? $"{member.Name} is required by target {target} and has no value."
            : Missing(parameter, $"target {target}");
    }

    static string Missing(ParameterDeclaration parameter, string user)
    {
        var description = string.IsNullOrEmpty(parameter.Description) ? "" : $" ({parameter.Description.TrimEnd('.')})";
        var variable = ParameterNames.Variable(parameter.Name);
        return $"{parameter.Option}{description} is required by {user}. Give {parameter.Option} VALUE, or set {variable} in the environment.";
    }

    static bool IsMissing(MemberInfo member, NukeBuild build)
    {
        var value = Members.Get(member, build);
        return value is null || (value is string text && string.IsNullOrWhiteSpace(text));
    }
}
