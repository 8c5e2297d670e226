using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>How one subject of a watch stands after the answers so far. Pure: a fold of answers and nothing else.</summary>
/// <param name="Subject">The subject.</param>
public sealed record WatchStanding(WatchedSubject Subject)
{
    /// <summary>Most changes of a subject that are told one by one; what changes after that is told with the next summary.</summary>
    public const int MostChanges = 20;

    // A run that stood still for longer has seen nothing meanwhile.
    static readonly TimeSpan LeastReach = TimeSpan.FromSeconds(10);

    /// <summary>The last answer; null before the first.</summary>
    public Assessment? Last { get; init; }

    /// <summary>How many answers in a row had the last one's verdict.</summary>
    public int InRow { get; init; }

    /// <summary>The failures in a row that the last answer ends; null when it is none.</summary>
    public WatchStreak? Failing { get; init; }

    /// <summary>The answers in a row that did not pass and that the last one ends; null when it passed.</summary>
    public WatchStreak? Unpassed { get; init; }

    /// <summary>True when a failure is among those.</summary>
    public bool HasFailure { get; init; }

    /// <summary>True when it has failed by the rule.</summary>
    public bool HasFailed { get; init; }

    /// <summary>The answer that was told last; null when none was.</summary>
    public Assessment? Told { get; init; }

    /// <summary>How many changes of it were told.</summary>
    public int Changes { get; init; }

    /// <summary>What became of all questions.</summary>
    public WatchCount Count { get; init; } = WatchCount.None;

    /// <summary>The standing after one more answer. A failure counts only where the evidence is there; what may be a failure unseen counts against a pass.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="at">When it was given.</param>
    /// <param name="since">Time since the answer before, or since the run began.</param>
    /// <param name="rule">The rule of the watch.</param>
    public WatchStanding With(Assessment answer, DateTimeOffset at, TimeSpan since, WatchRule rule)
    {
        var (hasPassed, isFailure) = (answer.Verdict == Verdict.Passed, answer.Verdict == Verdict.Failed);
        var failing = isFailure ? WatchStreak.With(Failing, at) : null;
        var unpassed = hasPassed ? null : WatchStreak.With(Unpassed, at);
        var hasFailure = !hasPassed && (HasFailure || isFailure);
        var count = Count.With(answer.Verdict, Shorter(since, Reach(rule)));
        return this with
        {
            Last = answer,
            InRow = Last?.Verdict == answer.Verdict ? InRow + 1 : 1,
            Failing = failing,
            Unpassed = unpassed,
            HasFailure = hasFailure,
            HasFailed = failing?.IsLong(rule, Subject.Window, at) == true,
            Count = count with { Doubted = count.Doubted || (hasFailure && unpassed?.IsLong(rule, Subject.Window, at) == true) },
        };
    }

    /// <summary>True when its verdict is to be told now: the first one, and another one once it was the answer so often in a row as the rule wants of failures.</summary>
    /// <param name="rule">The rule of the watch.</param>
    public bool IsNews(WatchRule rule) => Last is not null && (Told is null || (Told.Verdict != Last.Verdict && HasLasted(rule) && Changes < MostChanges));

    /// <summary>What a sum has to say of it: the last answer, unless that is another one than was told and has not lasted. Null before the first.</summary>
    /// <param name="rule">The rule of the watch.</param>
    public Assessment? Sum(WatchRule rule) => Told is null || Told.Verdict == Last?.Verdict || HasLasted(rule) ? Last : Told;

    /// <summary>The standing once an answer was told.</summary>
    /// <param name="told">The answer.</param>
    public WatchStanding AsTold(Assessment told) => this with { Told = told, Changes = Told is null || Told.Verdict == told.Verdict ? Changes : Changes + 1 };

    bool HasLasted(WatchRule rule) => InRow >= rule.FailuresInRow;

    TimeSpan Reach(WatchRule rule) => new[] { rule.Interval * 3, Subject.Window, LeastReach }.Max();

    static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
