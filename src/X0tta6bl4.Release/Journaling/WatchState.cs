using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Journaling;

/// <summary>How the watch of a release stands: the fold of its entries, and nothing else.</summary>
/// <param name="Runs">Beginnings of the processes that watched, in order; at least one.</param>
public sealed record WatchState(ImmutableArray<JournalEntry.WatchStarted> Runs)
{
    /// <summary>The last answer about each subject.</summary>
    public ImmutableSortedDictionary<string, WatchAnswer> Answers { get; init; } = ImmutableSortedDictionary.Create<string, WatchAnswer>(StringComparer.Ordinal);

    /// <summary>Times that nobody vouches for, in order.</summary>
    public ImmutableArray<WatchGap> Gaps { get; init; } = [];

    /// <summary>Its last sign of life.</summary>
    public DateTimeOffset LastAt { get; init; } = Runs[^1].At;

    /// <summary>How it ended; null while it has not.</summary>
    public JournalEntry.WatchEnded? Ended { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset From => Runs[^1].From;

    /// <summary>When it ends.</summary>
    public DateTimeOffset Until => Runs[^1].Until;

    /// <summary>Its rule.</summary>
    public WatchRule Rule => Runs[^1].Rule;

    /// <summary>The watch after one more entry of its release: another one, if a new one began; null while there is none.</summary>
    public static WatchState? After(WatchState? before, JournalEntry entry) => (before, entry) switch
    {
        (null or { Ended: not null }, JournalEntry.WatchStarted started) => new WatchState([started]),
        ({ } watch, JournalEntry.WatchStarted resumed) => watch with { Runs = watch.Runs.Add(resumed), Gaps = watch.Gaps.Add(new WatchGap(watch.LastAt, resumed.At < resumed.Until ? resumed.At : resumed.Until)), LastAt = resumed.At },
        ({ } watch, JournalEntry.WatchAssessed assessed) => watch with { Answers = watch.Answers.SetItems(assessed.Answers.Select(answer => KeyValuePair.Create(answer.Subject, answer))), LastAt = assessed.At },
        ({ } watch, JournalEntry.WatchEnded ended) => watch with { Ended = ended, LastAt = ended.At },
        _ => before,
    };
}
