using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A journal in the short form in which tests compare it.</summary>
static class JournalText
{
    public static IEnumerable<string> Of(IEnumerable<JournalEntry> entries) => entries.Select(Of);

    static string Of(JournalEntry entry) => entry switch
    {
        JournalEntry.StageStarted e => $"stage {e.Stage}",
        JournalEntry.StepStarting e => $"start {e.Step}{(e.Undo is UndoRecord.RevertFields undo ? $" (undo to {undo.Image})" : e.Undo is UndoRecord.DeleteCopy ? " (undo by deleting)" : e.Undo is UndoRecord.RollBackChart chart ? $" (undo to revision {chart.Revision})" : "")}",
        JournalEntry.StepEnded e => $"{Word(e.Ending)} {e.Step}: {e.Message}",
        JournalEntry.EvidenceSaved e => $"evidence {e.Path}",
        JournalEntry.StageEnded e => $"stage {e.Stage} {Word(e.Ending)}: {e.Message}",
        JournalEntry.RollbackStarted e => $"rollback: {e.Reason}",
        JournalEntry.UndoStarting e => $"undo {e.Step}",
        JournalEntry.UndoEnded e => $"undo {Word(e.Ending)} {e.Step}: {e.Message}",
        JournalEntry.RollbackEnded e => $"rollback {Word(e.Ending)}: {e.Message}",
        JournalEntry.ReleaseEnded e => $"release {e.Outcome}",
        _ => entry.GetType().Name,
    };

    static string Word(Ending ending) => ending.ToString().ToLowerInvariant();
}
