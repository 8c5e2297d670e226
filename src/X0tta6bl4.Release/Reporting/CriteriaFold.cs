using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The success criteria of the runbook, each with what was measured. What nobody measured is said to be so.</summary>
static class CriteriaFold
{
    const string NotMeasured = "not measured";

    public static ImmutableArray<ReportedCriterion> Of(Plan plan, ReleaseState state, ImmutableArray<JournalEntry> entries)
    {
        var calls = plan.LiveStages.Where(stage => !stage.Changes).SelectMany(stage => stage.Steps).Where(step => step is Step.CallEndpoint or Step.RunCommand).ToArray();
        var assessed = entries.OfType<JournalEntry.Assessed>().GroupBy(entry => entry.Step).Select(same => same.Last()).ToArray();
        // Before the first answer there is nothing to judge.
        var watched = AvailabilityFold.Criteria(plan, entries);
        return assessed.Length == 0 && !calls.Any(call => state.Steps.ContainsKey(call.Id)) ? watched :
        [
            Time(plan, state, entries),
            .. watched.IsEmpty ? [new ReportedCriterion(AvailabilityFold.Name, "100 %", "no probe was run", NotMeasured)] : watched,
            .. calls.Length > 0 ? [Functions(calls, state)] : Array.Empty<ReportedCriterion>(),
            .. assessed.Select(entry => new ReportedCriterion(entry.Subject, entry.Wanted, entry.Seen, VerdictText.Of(entry.Verdict))),
            .. plan.Unmeasured.Select(title => new ReportedCriterion(title, "", "nothing measures this", NotMeasured)),
        ];
    }

    static ReportedCriterion Time(Plan plan, ReleaseState state, ImmutableArray<JournalEntry> entries)
    {
        // A run that came back later, or a rollback, does not make the update itself longer.
        var time = (entries.OfType<JournalEntry.ReleaseEnded>().FirstOrDefault()?.At ?? entries[^1].At) - entries[0].At;
        return new ReportedCriterion("Time of the update", $"less than {Durations.Text(plan.Budget)}", Durations.Text(time), time >= plan.Budget ? "failed" : state.Outcome == ReleaseOutcome.Done ? "passed" : "inconclusive");
    }

    static ReportedCriterion Functions(Step[] calls, ReleaseState state)
    {
        var good = calls.Count(call => state.Steps.GetValueOrDefault(call.Id)?.Ended?.Ending == Ending.Done);
        var bad = calls.Count(call => state.Steps.GetValueOrDefault(call.Id)?.Ended?.Ending is Ending.Failed or Ending.Held);
        return new ReportedCriterion("Functions work", $"{calls.Length} of {calls.Length} calls as expected", $"{good} of {calls.Length}", good == calls.Length ? "passed" : bad > 0 ? "failed" : "inconclusive");
    }
}
