using System.Globalization;
using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>The plan as text, for <c>--plan</c>.</summary>
internal static class PlanText
{
    public static void Write(BuildOutput output, NukeBuild build)
    {
        var width = build.ExecutionPlan.Max(target => target.Name.Length);
        var number = 0;
        output.AlwaysLine("Plan, in the order of execution:", Tone.Heading);
        foreach (var target in build.ExecutionPlan)
        {
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{++number,4}  {target.Name.PadRight(width)}  {Reason(target, build.ExecutionPlan)}");
            output.AlwaysLine(line, target.Status == ExecutionStatus.Skipped ? Tone.Faint : Tone.Plain);
        }
    }

    static string Reason(ExecutableTarget target, IReadOnlyCollection<ExecutableTarget> plan)
    {
        var reasons = new List<string>();
        if (target.OnlyWhen is not null)
            reasons.Add($"skipped, because this does not hold: {target.OnlyWhen}");
        else if (target.Status == ExecutionStatus.Skipped)
            reasons.Add($"skipped {target.Skipped}");
        if (target.Invoked)
            reasons.Add("invoked");
        else if (target.IsDefault && plan.All(other => !other.Invoked))
            reasons.Add("default");
        Add(reasons, "needed by", plan.Where(other => other.ExecutionDependencies.Contains(target)));
        Add(reasons, "triggered by", target.TriggerDependencies.Where(plan.Contains));
        if (target.AssuredAfterFailure)
            reasons.Add("runs after a failure, too");
        return string.Join("; ", reasons);
    }

    static void Add(List<string> reasons, string relation, IEnumerable<ExecutableTarget> targets)
    {
        var names = string.Join(", ", targets.Select(target => target.Name));
        if (names.Length > 0)
            reasons.Add($"{relation} {names}");
    }
}
