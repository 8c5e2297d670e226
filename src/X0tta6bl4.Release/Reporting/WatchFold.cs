using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The watches of a release, apart from the release itself: those lengthen no stage and no run.</summary>
static class WatchFold
{
    /// <summary>A journal without what was journaled while nothing was done but watching.</summary>
    public static ImmutableArray<JournalEntry> Without(ImmutableArray<JournalEntry> entries) =>
        [.. entries.Where(entry => entry is not (JournalEntry.WatchStarted or JournalEntry.WatchAssessed or JournalEntry.WatchEnded))];

    /// <summary>Every watch, in order.</summary>
    public static ImmutableArray<ReportedWatch> Of(IEnumerable<JournalEntry> entries)
    {
        var watches = new List<WatchState>();
        foreach (var entry in entries)
        {
            var before = watches.Count > 0 ? watches[^1] : null;
            if (WatchState.After(before, entry) is { } after && after != before)
            {
                if (before is null or { Ended: not null })
                {
                    watches.Add(after);
                }
                else
                {
                    watches[^1] = after;
                }
            }
        }

        return [.. watches.Select(Of)];
    }

    static ReportedWatch Of(WatchState watch) => new(
        watch.From, watch.Until, watch.LastAt, watch.Ended?.Ending, watch.Ended?.Message ?? "",
        [.. watch.Runs.Select(run => $"{run.Operator} on {run.Host}")],
        [.. watch.Gaps.Select(gap => new ReportedWatchGap(gap.From, gap.To))],
        [.. watch.Answers.Values.Select(answer => new ReportedWatchSubject(answer.Subject, answer.Wanted, answer.Seen, VerdictText.Of(answer.Verdict), answer.Count.Asked, answer.Count.Passed, answer.Count.Failed))]);
}
