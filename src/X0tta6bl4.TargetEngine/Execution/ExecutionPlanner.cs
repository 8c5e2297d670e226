using System.Collections.Immutable;

namespace Nuke.Common.Execution;

/// <summary>Chooses the targets to run and their order, from one graph over all targets and all kinds of relations.</summary>
internal static class ExecutionPlanner
{
    /// <summary>
    /// The plan in the order of execution. Triggered targets join it up front. Where nothing orders two targets, the one
    /// declared later runs first, as NUKE does it: it works from the last target of the plan to the first.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is a cycle, be it in the plan or not.</exception>
    public static ImmutableArray<ExecutableTarget> Plan(ImmutableArray<ExecutableTarget> all, IEnumerable<ExecutableTarget> wanted)
    {
        if (CycleFinder.Find(all) is { Count: > 0 } cycle)
            throw CycleFinder.Exception(cycle);

        var lastToFirst = LastToFirst(all);
        var roots = wanted.ToHashSet();
        List<ExecutableTarget> plan;
        do
            plan = Choose(lastToFirst, roots);
        while (AddTriggered(plan, roots));

        plan.Reverse();
        plan.ForEach(target => target.Status = ExecutionStatus.Scheduled);
        return [.. plan];
    }

    static bool AddTriggered(List<ExecutableTarget> plan, HashSet<ExecutableTarget> roots)
    {
        var before = roots.Count;
        roots.UnionWith(plan.SelectMany(target => target.TriggeredTargets));
        return roots.Count > before;
    }

    static List<ExecutableTarget> LastToFirst(ImmutableArray<ExecutableTarget> all)
    {
        var remaining = all.ToList();
        var ordered = new List<ExecutableTarget>(all.Length);
        while (remaining.Count > 0)
        {
            var next = remaining.First(target => !remaining.Exists(other => other.AllDependencies.Contains(target)));
            remaining.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    static List<ExecutableTarget> Choose(List<ExecutableTarget> lastToFirst, HashSet<ExecutableTarget> roots)
    {
        var needed = new HashSet<ExecutableTarget>(roots);
        var plan = new List<ExecutableTarget>();
        foreach (var target in lastToFirst.Where(needed.Contains))
        {
            plan.Add(target);
            needed.UnionWith(target.Dependencies);
        }

        return plan;
    }
}
