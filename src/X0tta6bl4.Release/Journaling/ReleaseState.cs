using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Journaling;

/// <summary>How a release stands: the fold of its journal, and nothing else.</summary>
public sealed record ReleaseState
{
    /// <summary>The first entry; null for an empty journal.</summary>
    public JournalEntry.ReleaseOpened? Opened { get; init; }

    /// <summary>Steps by identifier.</summary>
    public ImmutableDictionary<string, StepState> Steps { get; init; } = ImmutableDictionary<string, StepState>.Empty;

    /// <summary>Identifiers of steps with an undo, in the order in which their effects began.</summary>
    public ImmutableArray<string> Effects { get; init; } = [];

    /// <summary>The last ending of each stage.</summary>
    public ImmutableDictionary<string, JournalEntry.StageEnded> Stages { get; init; } = ImmutableDictionary<string, JournalEntry.StageEnded>.Empty;

    /// <summary>What gates measured before anything changed, by gate; the first usable answer.</summary>
    public ImmutableDictionary<string, Measurement> Baselines { get; init; } = ImmutableDictionary<string, Measurement>.Empty;

    /// <summary>When the last step or undo that changed something ended; null when none has.</summary>
    public DateTimeOffset? LastChange { get; init; }

    /// <summary>True after a rollback began.</summary>
    public bool RollingBack { get; init; }

    /// <summary>How the release ended; null while it has not.</summary>
    public ReleaseOutcome? Outcome { get; init; }

    /// <summary>How its newest watch stands; null when it was never watched.</summary>
    public WatchState? Watch { get; init; }

    /// <summary>When its last entry was made.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>True from the first change until the release is done, undone or closed.</summary>
    public bool IsOpen => Outcome is null && !Effects.IsEmpty;

    /// <summary>Steps whose effect began and is not undone, newest first.</summary>
    public IEnumerable<StepState> ToUndo => Effects.Reverse().Select(id => Steps[id]).Where(step => !step.Undone);

    /// <summary>Folds a journal.</summary>
    public static ReleaseState Fold(IEnumerable<JournalEntry> entries) => entries.Aggregate(new ReleaseState(), (state, entry) => state.With(entry));

    /// <summary>The state after one more entry.</summary>
    public ReleaseState With(JournalEntry entry)
    {
        var next = this with { LastAt = entry.At };
        return entry switch
        {
            JournalEntry.ReleaseOpened opened => next with { Opened = opened },
            JournalEntry.StepStarting starting => next.Starting(starting),
            JournalEntry.StepEnded ended => next.WithEnding(ended),
            JournalEntry.BaselineMeasured measured => next.WithBaseline(measured),
            JournalEntry.UndoEnded undone => (next with { LastChange = undone.At }).WithUndone(undone),
            JournalEntry.ChartChanged changed => next.Set(changed.Step, step => step with { Revision = changed.Revision }),
            JournalEntry.StageEnded stage => next with { Stages = Stages.SetItem(stage.Stage, stage) },
            // A done release whose way back begins is open again, until everything is undone.
            JournalEntry.RollbackStarted => next with { RollingBack = true, Outcome = null, Stages = Stages.Clear() },
            // What the step left is not certain any more until its undo has ended well.
            JournalEntry.UndoStarting undo => next.Set(undo.Step, step => step with { Ended = null, UndoTries = step.UndoTries + 1 }),
            JournalEntry.ReleaseEnded ended => next with { Outcome = ended.Outcome },
            // A release that is watched is done all the time.
            JournalEntry.WatchStarted or JournalEntry.WatchAssessed or JournalEntry.WatchEnded => next with { Watch = WatchState.After(Watch, entry) },
            JournalEntry.RunStarted or JournalEntry.StageStarted or JournalEntry.Assessed or JournalEntry.ProbesCounted or JournalEntry.EvidenceSaved or JournalEntry.RollbackEnded or JournalEntry.RunEnded => next,
            _ => throw new System.Diagnostics.UnreachableException(entry.GetType().Name),
        };
    }

    /// <summary>True when the stage's last ending was good and no rollback followed.</summary>
    public bool IsDone(string stage) => Stages.TryGetValue(stage, out var ended) && ended.Ending is Ending.Done or Ending.Skipped;

    ReleaseState WithEnding(JournalEntry.StepEnded ended)
    {
        var next = Set(ended.Step, step => step with { Ended = ended });
        return next.Steps[ended.Step].Undo is null ? next : next with { LastChange = ended.At };
    }

    ReleaseState WithUndone(JournalEntry.UndoEnded undone) => undone.Ending is Ending.Done or Ending.Skipped
        ? Set(undone.Step, step => step with { Undone = true, Ended = null })
        : this;

    // What was measured after the release began to change things is no baseline, so the first usable answer stays.
    ReleaseState WithBaseline(JournalEntry.BaselineMeasured measured) => Baselines.TryGetValue(measured.Gate, out var first) && first is { Value: not null, Trouble: "" }
        ? this
        : this with { Baselines = Baselines.SetItem(measured.Gate, new Measurement(measured.Value, measured.Requests, measured.Trouble)) };

    ReleaseState Starting(JournalEntry.StepStarting starting)
    {
        var known = Steps.TryGetValue(starting.Step, out var before) && before.Undo is not null;
        var next = Set(starting.Step, step => step with { Ended = null, Undone = false, Undo = step.Undo ?? starting.Undo, Tries = step.Tries + 1 });
        // A done release that changes something once more is open until that is done, too.
        return starting.Undo is null ? next : next with { Outcome = null, Effects = known ? Effects : Effects.Add(starting.Step) };
    }

    ReleaseState Set(string id, Func<StepState, StepState> change) =>
        this with { Steps = Steps.SetItem(id, change(Steps.GetValueOrDefault(id) ?? new StepState(id))) };
}
