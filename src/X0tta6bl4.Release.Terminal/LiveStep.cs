using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A step, or its undo, as far as it has come.</summary>
/// <param name="Began">When it began.</param>
/// <param name="Undoing">True for the undo.</param>
sealed record LiveStep(DateTimeOffset Began, bool Undoing = false)
{
    /// <summary>The last that was said of it: what it waits for, or how it ended.</summary>
    public string Message { get; init; } = "";

    /// <summary>Pods of its rollout; null while nobody counted.</summary>
    public RolloutCounts? Counts { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public Ending? Ending { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }
}
