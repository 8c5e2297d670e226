using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A release as a whole: the fold of plan and journal, ready to be written in any form.</summary>
public sealed record ReleaseReport
{
    /// <summary>Version of this record's shape; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Identifier of the release.</summary>
    public required string Id { get; init; }

    /// <summary>The estate.</summary>
    public required string Estate { get; init; }

    /// <summary>Version that was to be released.</summary>
    public required string Version { get; init; }

    /// <summary>Options that chose components and clusters, as they are typed; empty when everything was released.</summary>
    public required string Selection { get; init; }

    /// <summary>Fingerprint of the plan.</summary>
    public required string Fingerprint { get; init; }

    /// <summary><c>done</c>, <c>undone</c>, <c>closed</c>, <c>open</c> or <c>refused</c> (nothing was changed and nothing is done).</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, in one line.</summary>
    public required string Reason { get; init; }

    /// <summary>What an operator types next, in one line; empty when nothing is left to do.</summary>
    public required string Next { get; init; }

    /// <summary>Limit for the whole release.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>First entry of the journal.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Last entry of the journal, but for those of watches.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Who ran it where, run by run.</summary>
    public required ImmutableArray<ReportedRun> Runs { get; init; }

    /// <summary>Stages in the plan's order.</summary>
    public required ImmutableArray<ReportedStage> Stages { get; init; }

    /// <summary>Every step of the plan, in its order.</summary>
    public required ImmutableArray<ReportedStep> Steps { get; init; }

    /// <summary>Placements with versions and digests before and after.</summary>
    public required ImmutableArray<ReportedPlacement> Placements { get; init; }

    /// <summary>Named causes of failures, in the order they were found.</summary>
    public required ImmutableArray<Fault> Faults { get; init; }

    /// <summary>Where the evidence of failures is, in the order they were found.</summary>
    public required ImmutableArray<ReportedEvidence> Evidence { get; init; }

    /// <summary>Ways back, in order, and why.</summary>
    public required ImmutableArray<ReportedRollback> Rollbacks { get; init; }

    /// <summary>What was undone, in order.</summary>
    public required ImmutableArray<ReportedUndo> Undone { get; init; }

    /// <summary>What an operator has to know, from the plan.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>The success criteria, judged; empty before they could be.</summary>
    public required ImmutableArray<ReportedCriterion> Criteria { get; init; }

    /// <summary>What probes of public endpoints saw, by what the release was doing; empty when nobody probed.</summary>
    public required ImmutableArray<ReportedAvailability> Availability { get; init; }

    /// <summary>What they saw over time, endpoint by endpoint; empty when nobody probed, or when the ledger is not in the release's folder here.</summary>
    public ImmutableArray<ReportedSeries> Probes { get; init; } = [];

    /// <summary>Every judgement of measurements, in order.</summary>
    public required ImmutableArray<ReportedGate> Gates { get; init; }

    /// <summary>Load scripts that were judged, in order.</summary>
    public required ImmutableArray<ReportedLoad> Loads { get; init; }

    /// <summary>How it was watched after it was done, watch by watch; empty when it was not.</summary>
    public required ImmutableArray<ReportedWatch> Watches { get; init; }

    /// <summary>What people have to do now; empty while the release is not done.</summary>
    public required ImmutableArray<string> Afterwards { get; init; }

    /// <summary>From the first entry to the last.</summary>
    public TimeSpan Duration => Ended - Started;

    /// <summary>Folds plan and journal. What is measured in bulk is in neither: <see cref="Probes"/> and the figures of <see cref="Loads"/> are added by whoever has the release's folder.</summary>
    public static ReleaseReport Of(string id, Plan plan, ImmutableArray<JournalEntry> entries)
    {
        var watches = WatchFold.Of(entries);
        entries = WatchFold.Without(entries);
        var (state, spans) = (ReleaseState.Fold(entries), SpanFold.Of(entries));
        var report = new ReleaseReport
        {
            Id = id,
            Estate = plan.Estate,
            Version = plan.Version,
            Selection = string.Join(' ', [.. Option("--component", plan.Components), .. Option("--without", plan.Without), .. Option("--error-threshold", Threshold(plan))]),
            Fingerprint = PlanFingerprint.Of(plan),
            Outcome = OutcomeOf(state),
            Reason = ReasonOf(entries, plan, state),
            Next = "",
            Budget = plan.Budget,
            Started = entries[0].At,
            Ended = entries[^1].At,
            Runs = ReportFold.Runs(entries),
            Stages = [.. plan.Stages.Select(stage => ReportFold.Stage(stage, entries, spans))],
            Steps = ReportFold.Steps(plan, spans),
            Placements = [.. plan.LiveChanges.Select(change => ReportFold.Placement(change, state, entries))],
            Faults = [.. entries.Select(ReportFold.FaultOf).OfType<Fault>()],
            Evidence = [.. entries.OfType<JournalEntry.EvidenceSaved>().Select(saved => new ReportedEvidence(saved.Step, saved.Path, saved.Files))],
            Rollbacks = spans.Rollbacks,
            Undone = ReportFold.Undone(plan, entries),
            Notes = plan.Notes,
            Criteria = CriteriaFold.Of(plan, state, entries),
            Availability = AvailabilityFold.Phases(plan, entries),
            Gates = GateFold.Of(plan, entries),
            Loads = LoadFold.Of(plan, entries),
            Watches = watches,
            Afterwards = state.Outcome == ReleaseOutcome.Done ? plan.Afterwards : [],
        };
        return report with { Next = NextCommand.After(report) };
    }

    static string Whole(Plan plan)
    {
        var (placements, charts) = (plan.Updates.Count(), plan.Steps.OfType<Step.UpgradeChart>().Count());
        return $"{placements} of {placements} placements run {plan.Version}{(charts > 0 ? $", {charts} of {charts} charts are as wanted" : "")}";
    }

    static ImmutableArray<string> Threshold(Plan plan) =>
        plan.ErrorThreshold is { } share ? [((decimal)share * 100).ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture)] : [];

    static ImmutableArray<string> Option(string name, ImmutableArray<string> values) => values.IsEmpty ? [] : [name, .. values];

    internal static string OutcomeOf(ReleaseState state) => state switch
    {
        { Outcome: { } outcome } => outcome.ToString().ToLowerInvariant(),
        { IsOpen: true } => "open",
        _ => state.Stages.Values.Any(stage => stage.Ending is not (Ending.Done or Ending.Skipped)) ? "refused" : "prepared",
    };

    static string ReasonOf(ImmutableArray<JournalEntry> entries, Plan plan, ReleaseState state) =>
        entries.OfType<JournalEntry.RollbackStarted>().LastOrDefault() is { } rollback ? rollback.Reason
        : state.Outcome == ReleaseOutcome.Done ? Whole(plan)
        : entries.OfType<JournalEntry.StageEnded>().LastOrDefault() is { } last ? $"{last.Stage}: {last.Message}"
        : "";
}
