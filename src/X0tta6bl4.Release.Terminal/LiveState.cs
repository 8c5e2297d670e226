using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal;

/// <summary>What runs at this moment: the fold of a run's entries and of its progress, and nothing else. Texts in it are lines that move no cursor.</summary>
sealed record LiveState
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The release as its journal has it.</summary>
    public required ReleaseState Release { get; init; }

    /// <summary>The stage that runs; null while none does.</summary>
    public PlannedStage? Stage { get; init; }

    /// <summary>True while the way back runs.</summary>
    public bool RollingBack { get; init; }

    /// <summary>When the watch ends; null while nothing is watched.</summary>
    public DateTimeOffset? WatchesUntil { get; init; }

    /// <summary>When the stage, the way back or the watch began.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>Number of the stage's wave, from 1.</summary>
    public int Wave { get; init; }

    /// <summary>What the rows are about.</summary>
    public ImmutableArray<LivePart> Parts { get; init; } = [];

    /// <summary>Steps and undos of these that have begun, by the step's identifier.</summary>
    public ImmutableDictionary<string, LiveStep> Steps { get; init; } = ImmutableDictionary<string, LiveStep>.Empty;

    /// <summary>What is asked beside the stage, or while it is watched, by the step's identifier.</summary>
    public ImmutableSortedDictionary<string, LiveGuard> Guards { get; init; } = ImmutableSortedDictionary.Create<string, LiveGuard>(StringComparer.Ordinal);

    /// <summary>What the wave as a whole waits for; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>What became of the probes of each endpoint in this run.</summary>
    public ImmutableSortedDictionary<string, ProbeCount> Availability { get; init; } = ImmutableSortedDictionary.Create<string, ProbeCount>(StringComparer.Ordinal);

    /// <summary>When this run began; null before it has.</summary>
    public DateTimeOffset? RunBegan { get; init; }

    /// <summary>Time that stages used of the budget that they share, by the stage that has it.</summary>
    public ImmutableDictionary<string, TimeSpan> Used { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>True while there is something to look at.</summary>
    public bool IsRunning => Stage is not null || RollingBack || WatchesUntil is not null;

    /// <summary>Budget of the running stage, or of those that it shares it with; null while none runs.</summary>
    public TimeSpan? Budget => Stage is null ? null : Plan.Stages.FirstOrDefault(stage => stage.Name == Group(Stage))?.Budget ?? Stage.Budget;

    /// <summary>What is left of it, or of the release's own where that is less, or of the watch: below zero when it is used up; null while nothing has a limit.</summary>
    public TimeSpan? Left(DateTimeOffset now)
    {
        if (WatchesUntil is { } end)
        {
            return end - now;
        }

        var left = Budget - Used.GetValueOrDefault(Stage is null ? "" : Group(Stage)) - (now - Began);
        var ofRelease = Plan.Budget - (now - (RunBegan ?? Began));
        return left > ofRelease ? ofRelease : left;
    }

    /// <summary>True when progress has its place in a row; else it is a line of its own.</summary>
    public bool Holds(RunProgress progress) => !progress.IsOutput
        && (Guards.ContainsKey(progress.Step) || progress.Step == WaveId || IsOfWatch(progress.Step) || (Steps.TryGetValue(progress.Step, out var step) && step.Ending is null));

    /// <summary>The state after one more entry.</summary>
    public LiveState With(JournalEntry entry)
    {
        var next = this with { Release = Release.With(entry) };
        return entry switch
        {
            JournalEntry.RunStarted run => next with { RunBegan = run.At },
            JournalEntry.StageStarted started => next.Start(started),
            JournalEntry.StepStarting starting => next.Start(starting),
            JournalEntry.StepEnded ended => next.End(ended.Step, ended.Ending, ended.Message, ended.At),
            JournalEntry.Assessed assessed => next.Tell(assessed.Step, $"{VerdictText.Of(assessed.Verdict)}, {assessed.Seen}; wanted {assessed.Wanted}"),
            JournalEntry.StageEnded ended => next.Stop(ended.At),
            JournalEntry.RollbackStarted started => next.Stop(started.At) with { RollingBack = true, Began = started.At, Parts = [.. Release.ToUndo.Select(step => PartOf(step.Step)).OfType<LivePart>()] },
            JournalEntry.UndoStarting undo => next.Set(undo.Step, new LiveStep(undo.At, Undoing: true)),
            JournalEntry.UndoEnded ended => next.End(ended.Step, ended.Ending, ended.Message, ended.At),
            JournalEntry.RollbackEnded ended => next.Stop(ended.At),
            JournalEntry.WatchStarted started => next.Stop(started.At) with { WatchesUntil = started.Until, Began = started.From },
            JournalEntry.WatchEnded ended => next.Stop(ended.At),
            _ => next,
        };
    }

    /// <summary>The state after some progress.</summary>
    public LiveState With(RunProgress progress)
    {
        if (!Holds(progress))
        {
            return this;
        }

        return progress.Step == WaveId ? this with { Note = Cells.Line(progress.Message) }
            : Steps.TryGetValue(progress.Step, out var step) ? Set(progress.Step, step with { Message = Cells.Line(progress.Message), Counts = progress.Counts ?? step.Counts })
            : IsOfWatch(progress.Step) ? Watch(progress.Step, progress.Message)
            : Tell(progress.Step, progress.Message);
    }

    /// <summary>The state after an endpoint was probed.</summary>
    public LiveState With(AvailabilityFigure figure) =>
        this with { Availability = Availability.SetItem(figure.Endpoint, figure.Count with { FirstFailure = Cells.Line(figure.Count.FirstFailure) }) };

    string? WaveId => Stage is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Stage.Name}/{Wave}");

    LiveState Start(JournalEntry.StageStarted started)
    {
        var stage = Plan.Stages.FirstOrDefault(stage => stage.Name == started.Stage);
        var next = Stop(started.At) with { Stage = stage, Began = started.At };
        return stage is null ? next : next.Enter(stage.Waves.FirstOrDefault()) with { Guards = Guards.Clear().AddRange(stage.Watches.Select(watch => KeyValuePair.Create(watch.Id, new LiveGuard(watch.Gate.Name, "", Failed: false)))) };
    }

    LiveState Start(JournalEntry.StepStarting starting)
    {
        if (Stage is null || Guards.ContainsKey(starting.Step))
        {
            return this;
        }

        // STAGE/WAVE of an identifier STAGE/WAVE/LANE/STEP.
        var number = int.TryParse(starting.Step.Split('/').ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var parsed) ? parsed : Wave;
        var next = number == Wave ? this : Enter(Stage.Waves.FirstOrDefault(wave => wave.Number == number));
        // A second announcement of a running step is no second beginning.
        return next.Steps.TryGetValue(starting.Step, out var step) && step.Ending is null ? next : next.Set(starting.Step, new LiveStep(starting.At));
    }

    LiveState Enter(PlannedWave? wave) => wave is null ? this
        : this with { Wave = wave.Number, Note = "", Steps = Steps.Clear(), Parts = [.. wave.Lanes.Select(lane => new LivePart(lane.Name, lane.Steps))] };

    LiveState End(string id, Ending ending, string message, DateTimeOffset at)
    {
        if (!Steps.TryGetValue(id, out var step))
        {
            return this;
        }

        // A rollout ends well when every wanted pod is there; the last count was told before.
        var counts = ending is (Ending.Done or Ending.Skipped) && step.Counts is { Desired: var wanted } ? new RolloutCounts(wanted, wanted, wanted, wanted, wanted) : step.Counts;
        return Set(id, step with { Ending = ending, Ended = at, Message = Cells.Line(message), Counts = counts });
    }

    LiveState Tell(string id, string figure) => Guards.TryGetValue(id, out var guard) ? this with { Guards = Guards.SetItem(id, guard.With(Cells.Line(figure))) } : this;

    bool IsOfWatch(string id) => WatchesUntil is not null && id.StartsWith(WatchRun.Step, StringComparison.Ordinal);

    // The sum of all is a line of plain text; here each subject has a row.
    LiveState Watch(string id, string figure) => id == WatchRun.Step ? this
        : this with { Guards = Guards.SetItem(id, (Guards.GetValueOrDefault(id) ?? new LiveGuard(id[(WatchRun.Step.Length + 1)..], "", Failed: false)).With(Cells.Line(figure))) };

    LiveState Set(string id, LiveStep step) => this with { Steps = Steps.SetItem(id, step) };

    LiveState Stop(DateTimeOffset at) => this with
    {
        Used = Stage is null ? Used : Used.SetItem(Group(Stage), Used.GetValueOrDefault(Group(Stage)) + (at - Began)),
        Stage = null,
        RollingBack = false,
        WatchesUntil = null,
        Wave = 0,
        Note = "",
        Parts = [],
        Steps = Steps.Clear(),
        Guards = Guards.Clear(),
    };

    // Null for what an older plan had.
    LivePart? PartOf(string id) => (from stage in Plan.Stages from wave in stage.Waves from lane in wave.Lanes from step in lane.Steps where step.Id == id select new LivePart(lane.Name, [step])).FirstOrDefault();

    static string Group(PlannedStage stage) => stage.SharesBudgetWith ?? stage.Name;
}
