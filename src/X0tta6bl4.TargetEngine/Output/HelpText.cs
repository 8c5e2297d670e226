using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>Targets and parameters, for <c>--help</c> and <c>--list</c>.</summary>
internal static class HelpText
{
    public static void Write(BuildOutput output, IReadOnlyCollection<ExecutableTarget> targets,
        IReadOnlyCollection<ParameterDeclaration> parameters)
    {
        output.AlwaysLine("Targets (with their direct dependencies):", Tone.Heading);
        output.AlwaysLine();
        WriteTargets(output, targets, target => target.ExecutionDependencies.Count == 0
            ? ""
            : "-> " + string.Join(", ", target.ExecutionDependencies.Select(other => other.Name)));
        output.AlwaysLine();
        output.AlwaysLine("Parameters:", Tone.Heading);
        output.AlwaysLine();
        var width = parameters.Max(parameter => parameter.Option.Length);
        var defaults = string.Join(", ", targets.Where(target => target.IsDefault).Select(target => target.Name));
        foreach (var group in parameters
            .Where(parameter => parameter.IsListed).GroupBy(parameter => parameter.Member is null)
            .OrderBy(group => group.Key))
        {
            foreach (var parameter in group.OrderBy(parameter => parameter.Option, StringComparer.Ordinal))
                output.AlwaysLine($"  {parameter.Option.PadRight(width)}  {Describe(parameter, defaults)}".TrimEnd());
            output.AlwaysLine();
        }
    }

    public static void WriteList(BuildOutput output, IReadOnlyCollection<ExecutableTarget> targets) =>
        WriteTargets(output, targets, target => target.Description ?? "");

    static void WriteTargets(BuildOutput output, IReadOnlyCollection<ExecutableTarget> targets, Func<ExecutableTarget, string> note)
    {
        var listed = targets.Where(target => target.Listed).ToList();
        var width = listed.Count == 0 ? 0 : listed.Max(target => Label(target).Length);
        foreach (var target in listed)
        {
            output.AlwaysLine($"  {Label(target).PadRight(width)}  {note(target)}".TrimEnd());
            if (target.Description is { Length: > 0 } description && note(target) != description)
                output.AlwaysLine($"    {description}", Tone.Faint);
        }
    }

    static string Label(ExecutableTarget target) => target.IsDefault ? $"{target.Name} (default)" : target.Name;

    static string Describe(ParameterDeclaration parameter, string defaults) =>
        (parameter.Description ?? "").Replace("{default_target}", defaults.Length == 0 ? "none" : defaults, StringComparison.Ordinal);
}
