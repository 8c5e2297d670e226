using Nuke.Common.Execution;

namespace Nuke.Common;

/// <summary>Asks lists of targets for a target by its property.</summary>
public static class ExecutableTargetExtensions
{
    /// <summary>Whether the list holds the target.</summary>
    /// <param name="targets">For instance <see cref="NukeBuild.FailedTargets"/>.</param>
    /// <param name="target">The property of the build that declares the target.</param>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.Any(candidate => candidate.Factory.Equals(target));
    }
}
