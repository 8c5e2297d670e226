using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting;

/// <summary>What was seen of the public endpoints: for the whole release, and part by part.</summary>
static class AvailabilityFold
{
    /// <summary>The criterion's name.</summary>
    public const string Name = "Availability during the update";

    /// <summary>A criterion for each endpoint that was watched.</summary>
    public static ImmutableArray<ReportedCriterion> Criteria(Plan plan, ImmutableArray<JournalEntry> entries)
    {
        var watched = Counted(plan, entries).ToArray();
        return [.. watched.Select(one => Criterion(watched.Length == 1 ? Name : $"{Name}, {one.Probe.Endpoint}", one.Probe, one.Parts, WasInterrupted(entries)))];
    }

    /// <summary>The same by what the release was doing, in order.</summary>
    public static ImmutableArray<ReportedAvailability> Phases(Plan plan, ImmutableArray<JournalEntry> entries) =>
    [
        .. from one in Counted(plan, entries)
           from phase in one.Parts.GroupBy(part => part.Phase)
           let assessment = AvailabilityAssessment.Of(one.Probe, Sum(phase))
           select new ReportedAvailability(one.Probe.Endpoint, phase.Key, assessment.Seen, VerdictText.Of(assessment.Verdict)),
    ];

    static IEnumerable<(AvailabilityProbe Probe, JournalEntry.ProbesCounted[] Parts)> Counted(Plan plan, ImmutableArray<JournalEntry> entries) =>
        plan.Probes.Select(probe => (probe, entries.OfType<JournalEntry.ProbesCounted>().Where(part => part.Endpoint == probe.Endpoint).ToArray())).Where(one => one.Item2.Length > 0);

    static ProbeCount Sum(IEnumerable<JournalEntry.ProbesCounted> parts) => parts.Aggregate(ProbeCount.None, (sum, part) => sum.Plus(part.Count));

    static ReportedCriterion Criterion(string name, AvailabilityProbe probe, JournalEntry.ProbesCounted[] parts, bool wasInterrupted)
    {
        var assessment = AvailabilityAssessment.Of(probe, Sum(parts));
        var isVoid = wasInterrupted && assessment.Verdict == Verdict.Passed;
        return new ReportedCriterion(name, assessment.Wanted, assessment.Seen + (wasInterrupted ? "; nothing was probed between two runs" : ""), VerdictText.Of(isVoid ? Verdict.Inconclusive : assessment.Verdict));
    }

    // A run that began after the first change and before the last had one before it that left the release as it was, unwatched.
    static bool WasInterrupted(ImmutableArray<JournalEntry> entries)
    {
        var live = entries.OfType<JournalEntry.StepStarting>().Where(entry => entry.Undo is not (null or UndoRecord.DeleteCopy)).Select(entry => entry.Step).ToHashSet();
        var changes = entries.Index().Where(entry => entry.Item switch
        {
            JournalEntry.StepStarting starting => live.Contains(starting.Step),
            JournalEntry.UndoEnded undone => live.Contains(undone.Step),
            _ => false,
        }).Select(entry => entry.Index).ToArray();
        return changes.Length > 0 && entries[changes[0]..(changes[^1] + 1)].Any(entry => entry is JournalEntry.RunStarted);
    }
}
