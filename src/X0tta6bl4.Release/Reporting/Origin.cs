using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Which release brought something to what it runs, and when. Only what a release did is known to the second; who changed it by hand left no journal.</summary>
/// <param name="At">When its step or undo ended well, else when it began, in UTC.</param>
/// <param name="Release">Identifier of the release.</param>
/// <param name="Restored">True when it was an undo.</param>
sealed record Origin(DateTimeOffset At, string Release, bool Restored)
{
    /// <summary>Where a workload's image comes from; null when no known release brought it.</summary>
    /// <param name="known">Releases of the estate, newest first.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="image">Its image as it is now.</param>
    public static Origin? OfImage(ImmutableArray<ReleaseRecord> known, WorkloadReference workload, string image) => Find(
        known,
        (step, _) => step is Step.UpdateWorkload update && update.Workload == workload && update.To == image,
        (step, _) => step is Step.UpdateWorkload update && update.Workload == workload && update.From == image);

    /// <summary>Where a Helm release's revision comes from; null when no known release made it.</summary>
    /// <param name="known">Releases of the estate, newest first.</param>
    /// <param name="live">The Helm release as it is now.</param>
    public static Origin? OfChart(ImmutableArray<ReleaseRecord> known, ChartSnapshot live) => Find(
        known,
        (step, state) => step is Step.UpgradeChart upgrade && upgrade.Chart == live.Reference && live.Revision == state.Revision,
        // Helm goes back by a revision of its own; whatever comes after that one is somebody else's.
        (step, state) => step is Step.UpgradeChart upgrade && upgrade.Chart == live.Reference && live.Revision == state.Revision + 1
            && live.ChartVersion == upgrade.FromVersion && ChartValues.HashOf(live.Values) == upgrade.FromValuesHash);

    static Origin? Find(ImmutableArray<ReleaseRecord> known, Func<Step, StepState, bool> isPlanned, Func<Step, StepState, bool> isBefore)
    {
        var origins = from release in known
                      from step in release.Plan.Steps
                      let state = release.State.Steps.GetValueOrDefault(step.Id)
                      where state?.Undo is not null
                      select state.Undone
                          ? isBefore(step, state) ? Undone(release, step.Id) : null
                          : isPlanned(step, state) ? Brought(release, step.Id) : null;
        return origins.FirstOrDefault(origin => origin is not null);
    }

    // A later run that finds it there is not when it came; but a run that was killed while it came leaves only that. Where the step did not end well, its image is there since it began.
    static Origin? Brought(ReleaseRecord release, string step)
    {
        JournalEntry[] newestFirst = [.. release.Entries.Reverse().TakeWhile(entry => entry is not JournalEntry.UndoEnded undo || undo.Step != step)];
        JournalEntry.StepEnded[] ends = [.. newestFirst.OfType<JournalEntry.StepEnded>().Where(end => end.Step == step)];
        var brought = ends.FirstOrDefault(end => end.Ending == Ending.Done) ?? ends.LastOrDefault(end => end.Ending == Ending.Skipped)
            ?? (JournalEntry?)newestFirst.OfType<JournalEntry.StepStarting>().LastOrDefault(start => start.Step == step);
        return brought is null ? null : new Origin(brought.At, release.Folder.Id, Restored: false);
    }

    // An undo that had nothing to take back brought nothing.
    static Origin? Undone(ReleaseRecord release, string step) =>
        release.Entries.OfType<JournalEntry.UndoEnded>().LastOrDefault(undo => undo.Step == step) is { Ending: Ending.Done } undone ? new Origin(undone.At, release.Folder.Id, Restored: true) : null;
}
