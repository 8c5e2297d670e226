using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Load scripts in a report.</summary>
public static class LoadFold
{
    /// <summary>Most stretches of one load.</summary>
    public const int MostSeconds = 300;

    /// <summary>Each script that was judged, once, as it was judged last; its figures are still to come.</summary>
    internal static ImmutableArray<ReportedLoad> Of(Plan plan, ImmutableArray<JournalEntry> entries)
    {
        var scripts = plan.Steps.OfType<Step.RunScript>().Select(step => step.Id).ToHashSet();
        return
        [
            .. entries.OfType<JournalEntry.Assessed>().Where(entry => scripts.Contains(entry.Step)).GroupBy(entry => entry.Step).Select(same => same.Last())
                .Select(entry => new ReportedLoad(entry.Step, entry.Subject, entry.Wanted, entry.Seen, VerdictText.Of(entry.Verdict))),
        ];
    }

    /// <summary>The seconds of a load, several taken together where there are more than <see cref="MostSeconds"/>. Pure.</summary>
    public static ImmutableArray<ReportedSecond> Bounded(ImmutableArray<ReportedSecond> seconds)
    {
        var together = (seconds.Length + MostSeconds - 1) / MostSeconds;
        return together <= 1 ? seconds : [.. seconds.Chunk(together).Select(chunk => chunk.Aggregate(Join))];
    }

    static ReportedSecond Join(ReportedSecond one, ReportedSecond next) => new(
        next.At, one.Due + next.Due, one.Ended + next.Ended, one.Failed + next.Failed, Greater(one.P50, next.P50), Greater(one.P95, next.P95), Greater(one.Max, next.Max));

    static TimeSpan Greater(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
