using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>Answers in a row that have something in common. Pure.</summary>
/// <param name="Since">When the first of them was given.</param>
/// <param name="Length">How many there are.</param>
public sealed record WatchStreak(DateTimeOffset Since, int Length)
{
    /// <summary>A streak with one more answer.</summary>
    /// <param name="before">The streak so far; null for none.</param>
    /// <param name="at">When the answer was given.</param>
    public static WatchStreak With(WatchStreak? before, DateTimeOffset at) => before is null ? new WatchStreak(at, 1) : before with { Length = before.Length + 1 };

    /// <summary>True when there are as many as the rule wants, and the first and the last of so many are about times that do not overlap.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="window">Length of time that an answer is about.</param>
    /// <param name="at">When the last of them was given.</param>
    public bool IsLong(WatchRule rule, TimeSpan window, DateTimeOffset at) => Length >= rule.FailuresInRow && at - Since >= window * (rule.FailuresInRow - 1);
}
