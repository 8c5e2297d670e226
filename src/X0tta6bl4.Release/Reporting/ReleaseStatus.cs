using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>How one release stands.</summary>
public sealed record ReleaseStatus
{
    /// <summary>Its identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Version that was to be released.</summary>
    public required string Version { get; init; }

    /// <summary><c>open</c>, <c>done</c>, <c>undone</c>, <c>closed</c>, <c>refused</c> (nothing was changed and a stage ended badly) or <c>prepared</c> (nothing was changed yet).</summary>
    public required string Outcome { get; init; }

    /// <summary>True after its way back began.</summary>
    public required bool RollingBack { get; init; }

    /// <summary>The stage that began last; empty before the first.</summary>
    public required string Stage { get; init; }

    /// <summary>First entry of its journal, in UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Last entry of its journal, in UTC.</summary>
    public required DateTimeOffset LastEntry { get; init; }

    /// <summary>Number of its changes that are in force: begun and not undone.</summary>
    public required int Changes { get; init; }

    /// <summary>What failed last; null when nothing did, or it is being tried again.</summary>
    public required ReleaseFailure? Failure { get; init; }

    /// <summary>How it was watched last after it was done; null when it was not, or is not done.</summary>
    public required WatchStatus? Watch { get; init; }

    /// <summary>Folds a release.</summary>
    public static ReleaseStatus Of(ReleaseRecord release) => new()
    {
        Id = release.Folder.Id,
        Version = release.Plan.Version,
        Outcome = ReleaseReport.OutcomeOf(release.State),
        RollingBack = release.State.RollingBack,
        Stage = release.Entries.OfType<JournalEntry.StageStarted>().LastOrDefault()?.Stage ?? "",
        Started = release.Entries[0].At,
        LastEntry = release.State.LastAt,
        Changes = release.State.ToUndo.Count(),
        Failure = FailureOf(release.Entries),
        Watch = release.State is { Outcome: ReleaseOutcome.Done, Watch: { } watch } ? new WatchStatus(watch.From, watch.Until, watch.LastAt, watch.Ended?.Message) : null,
    };

    // A release that is done has no failure, however many attempts it took.
    static ReleaseFailure? FailureOf(ImmutableArray<JournalEntry> entries)
    {
        var (failure, fault) = ((ReleaseFailure?)null, (Planning.Fault?)null);
        foreach (var entry in entries)
        {
            // The first one ends a stage; what runs beside it is stopped, and may have troubles of its own.
            fault = entry is JournalEntry.StageStarted or JournalEntry.RollbackStarted ? null : fault ?? ReportFold.FaultOf(entry);
            failure = entry switch
            {
                JournalEntry.StageStarted or JournalEntry.ReleaseEnded { Outcome: ReleaseOutcome.Done } => null,
                JournalEntry.StageEnded { Ending: not (Ending.Done or Ending.Skipped) } stage => ReleaseFailure.Of(stage.Stage, stage.Message, fault),
                JournalEntry.RollbackEnded { Ending: not (Ending.Done or Ending.Skipped) } rollback => ReleaseFailure.Of("Rollback", rollback.Message, fault),
                _ => failure,
            };
        }

        return failure;
    }
}

/// <summary>What failed.</summary>
/// <param name="Stage">The stage, or <c>Rollback</c>.</param>
/// <param name="Message">Why, in one line.</param>
/// <param name="Fault">Code of the named cause, such as <c>K-CRASHLOOP</c>; null for none.</param>
/// <param name="Object">The object that shows it; null for none.</param>
/// <param name="Hint">What an operator can do about it; null for none.</param>
public sealed record ReleaseFailure(string Stage, string Message, string? Fault, string? Object, string? Hint)
{
    internal static ReleaseFailure Of(string stage, string message, Planning.Fault? fault) => new(stage, message, fault?.Code, fault?.Object, fault?.Hint);
}

/// <summary>How a release was watched.</summary>
/// <param name="From">When the watch began, in UTC.</param>
/// <param name="Until">When it ends, in UTC.</param>
/// <param name="LastEntry">Its last entry in the journal, in UTC.</param>
/// <param name="Result">How it ended, in one line; null while it has not.</param>
public sealed record WatchStatus(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset LastEntry, string? Result);
