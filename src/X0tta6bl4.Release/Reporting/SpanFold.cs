using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Beginnings and ends of a journal, put together. What a run left without an end when it died lasted until that run's last entry.</summary>
sealed class SpanFold
{
    readonly Dictionary<Key, DateTimeOffset> begun = [];
    readonly Dictionary<Key, List<ReportedSpan>> spans = [];
    readonly List<string> reasons = [];

    /// <summary>What can begin and end.</summary>
    enum Kind
    {
        Stage,
        Step,
        Undo,
        Rollback,
    }

    /// <summary>Folds a journal.</summary>
    public static SpanFold Of(ImmutableArray<JournalEntry> entries)
    {
        var fold = new SpanFold();
        var last = entries[0].At;
        foreach (var entry in entries)
        {
            if (entry is JournalEntry.RunStarted)
            {
                fold.Cut(last);
            }

            fold.Take(entry);
            last = entry.At;
        }

        fold.Cut(last);
        return fold;
    }

    public ImmutableArray<ReportedSpan> OfStage(string name) => Of(new Key(Kind.Stage, name));

    public ImmutableArray<ReportedSpan> OfStep(string id) => Of(new Key(Kind.Step, id));

    public ImmutableArray<ReportedSpan> OfUndo(string id) => Of(new Key(Kind.Undo, id));

    public ImmutableArray<ReportedRollback> Rollbacks => [.. reasons.Zip(Of(new Key(Kind.Rollback, "")), (reason, span) => new ReportedRollback(reason, span))];

    ImmutableArray<ReportedSpan> Of(Key key) => spans.TryGetValue(key, out var found) ? [.. found] : [];

    void Take(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.StageStarted stage:
                Begin(new Key(Kind.Stage, stage.Stage), entry.At);
                break;
            case JournalEntry.StageEnded stage:
                End(new Key(Kind.Stage, stage.Stage), entry.At, stage.Ending, stage.Message, null);
                break;
            case JournalEntry.StepStarting step:
                Begin(new Key(Kind.Step, step.Step), entry.At);
                break;
            case JournalEntry.StepEnded step:
                End(new Key(Kind.Step, step.Step), entry.At, step.Ending, step.Message, step.Fault);
                break;
            case JournalEntry.UndoStarting undo:
                Begin(new Key(Kind.Undo, undo.Step), entry.At);
                break;
            case JournalEntry.UndoEnded undo:
                End(new Key(Kind.Undo, undo.Step), entry.At, undo.Ending, undo.Message, undo.Fault);
                break;
            case JournalEntry.RollbackStarted rollback:
                Begin(new Key(Kind.Rollback, ""), entry.At);
                reasons.Add(rollback.Reason);
                break;
            case JournalEntry.RollbackEnded rollback:
                End(new Key(Kind.Rollback, ""), entry.At, rollback.Ending, rollback.Message, null);
                break;
            default:
                break;
        }
    }

    // An effect may be announced once more within one try.
    void Begin(Key key, DateTimeOffset at) => begun.TryAdd(key, at);

    void End(Key key, DateTimeOffset at, Ending? ending, string message, Fault? fault)
    {
        var started = begun.Remove(key, out var begin) ? begin : at;
        if (!spans.TryGetValue(key, out var known))
        {
            spans[key] = known = [];
        }

        known.Add(new ReportedSpan(started, at, ending, message, fault));
    }

    void Cut(DateTimeOffset at)
    {
        foreach (var key in begun.Keys.ToArray())
        {
            End(key, at, null, "", null);
        }
    }

    readonly record struct Key(Kind Kind, string Name);
}
