using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The parts of a report, each folded from plan and journal.</summary>
static class ReportFold
{
    public static ImmutableArray<ReportedRun> Runs(ImmutableArray<JournalEntry> entries)
    {
        var runs = new List<ReportedRun>();
        foreach (var entry in entries)
        {
            if (entry is JournalEntry.RunStarted started)
            {
                runs.Add(new ReportedRun(started.At, started.Operator, started.Host, started.Targets, null, started.At));
            }
            else if (runs.Count > 0)
            {
                runs[^1] = runs[^1] with { LastSeen = entry.At, ExitCode = (entry as JournalEntry.RunEnded)?.ExitCode ?? runs[^1].ExitCode };
            }
        }

        return [.. runs];
    }

    public static ReportedStage Stage(PlannedStage stage, ImmutableArray<JournalEntry> entries, SpanFold spans)
    {
        var started = entries.OfType<JournalEntry.StageStarted>().FirstOrDefault(entry => entry.Stage == stage.Name);
        var ended = entries.OfType<JournalEntry.StageEnded>().LastOrDefault(entry => entry.Stage == stage.Name);
        return new ReportedStage(
            stage.Name, stage.Owner, stage.Budget,
            ended is not null && started is not null ? ended.At - started.At : null,
            ended?.Ending, ended?.Message ?? stage.ByHand ?? "", spans.OfStage(stage.Name));
    }

    public static ImmutableArray<ReportedStep> Steps(Plan plan, SpanFold spans) =>
    [
        .. from stage in plan.Stages
           from lane in stage.Waves.SelectMany(wave => wave.Lanes)
           from step in lane.Steps
           select new ReportedStep(step.Id, stage.Name, lane.Name, step.Title, step.Changes, spans.OfStep(step.Id), spans.OfUndo(step.Id)),
    ];

    public static ReportedPlacement Placement(LiveChange change, ReleaseState state, ImmutableArray<JournalEntry> entries)
    {
        var step = state.Steps.GetValueOrDefault(change.Step);
        var runs = step switch
        {
            null => change.Changes ? "before" : "planned",
            { Undone: true } => "before",
            { Ended.Ending: Ending.Done or Ending.Skipped } => "planned",
            { Undo: null } => "before",
            _ => "unknown",
        };
        return new ReportedPlacement(change.Step, change.Workload.ToString(), change.From, change.To, runs, entries.Select(entry => MessageOf(entry, change.Step)).LastOrDefault(message => message is not null) ?? "");
    }

    static string? MessageOf(JournalEntry entry, string step) => entry switch
    {
        JournalEntry.StepEnded ended when ended.Step == step => ended.Message,
        JournalEntry.UndoEnded ended when ended.Step == step => ended.Message,
        _ => null,
    };

    public static Fault? FaultOf(JournalEntry entry) => entry switch
    {
        JournalEntry.StepEnded step => step.Fault,
        JournalEntry.UndoEnded undo => undo.Fault,
        _ => null,
    };

    public static ImmutableArray<ReportedUndo> Undone(Plan plan, ImmutableArray<JournalEntry> entries)
    {
        var changes = plan.LiveChanges.ToDictionary(change => change.Step);
        return
        [
            .. entries.OfType<JournalEntry.UndoEnded>().Where(undo => changes.ContainsKey(undo.Step))
                .Select(undo => new ReportedUndo(changes[undo.Step].Workload.ToString(), changes[undo.Step].From, undo.Ending, undo.Message)),
        ];
    }
}
