namespace Nuke.Common.Execution;

/// <summary>Decides which scheduled targets are left out, and why.</summary>
internal static class SkipRules
{
    /// <summary>Applies <c>--skip</c>: the named targets, or all if none is named; those invoked by name stay.</summary>
    public static void SkipByName(IReadOnlyCollection<ExecutableTarget> plan, IReadOnlyCollection<ExecutableTarget> skipped)
    {
        foreach (var target in plan.Where(target => skipped.Count == 0 || skipped.Contains(target)))
            Skip(plan, target, "via parameter");
    }

    /// <summary>Asks conditions, and skips the target if one does not hold.</summary>
    /// <returns>Whether the target is not to run, be it by these conditions or by earlier ones.</returns>
    /// <exception cref="InvalidOperationException">A condition has thrown.</exception>
    public static bool Check(IReadOnlyCollection<ExecutableTarget> plan, ExecutableTarget target, IReadOnlyCollection<Condition> conditions)
    {
        var violated = conditions.Where(condition => !Holds(target, condition)).Select(condition => condition.Text).ToList();
        if (violated.Count > 0)
        {
            target.Summary[nameof(ExecutableTarget.OnlyWhen)] = string.Join(" && ", violated);
            Skip(plan, target, null);
        }

        return target.OnlyWhen is not null;
    }

    static bool Holds(ExecutableTarget target, Condition condition)
    {
        try
        {
            return condition.Holds();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Condition '{condition.Text}' of target {target.Name} has thrown: {exception.Message}",
                exception);
        }
    }

    static void Skip(IReadOnlyCollection<ExecutableTarget> plan, ExecutableTarget target, string? reason)
    {
        if (target.Invoked || target.Status != ExecutionStatus.Scheduled)
            return;
        target.Status = ExecutionStatus.Skipped;
        if (reason is not null)
            target.Summary.TryAdd(nameof(ExecutableTarget.Skipped), reason);
        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;
        var unneeded = target.Dependencies.Concat(target.TriggeredTargets).Where(other => !IsNeeded(plan, other)).ToList();
        unneeded.ForEach(other => Skip(plan, other, $"because of {target.Name}"));
    }

    static bool IsNeeded(IReadOnlyCollection<ExecutableTarget> plan, ExecutableTarget target) =>
        plan.Any(other => other.Status == ExecutionStatus.Scheduled
            && (other.Dependencies.Contains(target) || other.TriggeredTargets.Contains(target)));
}
