using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Something to show while a step runs.</summary>
/// <param name="Step">The step's identifier.</param>
/// <param name="Message">One line.</param>
/// <param name="IsOutput">True for a line of a command's own output.</param>
public sealed record RunProgress(string Step, string Message, bool IsOutput = false)
{
    /// <summary>Pods of the rollout that the message is about; null where it is about none, or where nobody counted. Default null.</summary>
    public RolloutCounts? Counts { get; init; }

    /// <summary>True when it is worth a look but not a line: the newest figure of something that stands as it stood. Default false.</summary>
    public bool IsQuiet { get; init; }
}
