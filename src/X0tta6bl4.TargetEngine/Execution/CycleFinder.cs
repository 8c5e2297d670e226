namespace Nuke.Common.Execution;

/// <summary>Looks for a way from a target back to itself.</summary>
internal static class CycleFinder
{
    /// <summary>The first cycle as a path that ends where it starts; empty if there is none.</summary>
    public static IReadOnlyList<ExecutableTarget> Find(IEnumerable<ExecutableTarget> targets)
    {
        var done = new HashSet<ExecutableTarget>();
        var path = new List<ExecutableTarget>();
        foreach (var target in targets)
        {
            if (Walk(target, path, done))
                return path;
        }

        return [];
    }

    public static InvalidOperationException Exception(IEnumerable<ExecutableTarget> path) =>
        new($"Circular dependency between targets: {string.Join(" → ", path.Select(target => target.Name))}");

    static bool Walk(ExecutableTarget target, List<ExecutableTarget> path, HashSet<ExecutableTarget> done)
    {
        var start = path.IndexOf(target);
        path.Add(target);
        if (start >= 0)
        {
            path.RemoveRange(0, start);
            return true;
        }

        if (!done.Contains(target) && target.AllDependencies.Any(dependency => Walk(dependency, path, done)))
            return true;
        path.RemoveAt(path.Count - 1);
        done.Add(target);
        return false;
    }
}
