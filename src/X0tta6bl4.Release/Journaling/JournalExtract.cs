using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>Which entries a copy holds: all that resume, rollback and the report of the criteria need. Runs and pure checks stay on disk. Pure.</summary>
public sealed class JournalExtract
{
    readonly ImmutableHashSet<string> changing;

    /// <summary>Chooses for a release of a plan.</summary>
    public JournalExtract(Plan plan) => changing = [.. plan.Steps.Where(step => step is Step.UpdateWorkload or Step.UpgradeChart or Step.RunCopy).Select(step => step.Id)];

    /// <summary>True for an entry that has to be in the copy before anything else may happen: the undo of an effect.</summary>
    public static bool Precedes(JournalEntry entry) => entry is JournalEntry.StepStarting { Undo: not null };

    /// <summary>True for an entry that belongs in the copy.</summary>
    public bool Holds(JournalEntry entry) => entry switch
    {
        JournalEntry.StepStarting starting => changing.Contains(starting.Step),
        JournalEntry.StepEnded ended => changing.Contains(ended.Step),
        // Evidence stays on the disk of the machine that saved it.
        JournalEntry.RunStarted or JournalEntry.StageStarted or JournalEntry.EvidenceSaved or JournalEntry.RunEnded => false,
        JournalEntry.ReleaseOpened or JournalEntry.ChartChanged or JournalEntry.BaselineMeasured or JournalEntry.Assessed or JournalEntry.ProbesCounted or JournalEntry.StageEnded => true,
        JournalEntry.WatchStarted or JournalEntry.WatchAssessed or JournalEntry.WatchEnded => true,
        JournalEntry.RollbackStarted or JournalEntry.UndoStarting or JournalEntry.UndoEnded or JournalEntry.RollbackEnded or JournalEntry.ReleaseEnded => true,
        _ => throw new System.Diagnostics.UnreachableException(entry.GetType().Name),
    };

    /// <summary>The entries of a journal that belong in its copy, as lines.</summary>
    public ImmutableArray<string> LinesOf(IEnumerable<JournalEntry> entries) => [.. entries.Where(Holds).Select(JournalJson.Write)];
}
