using System.Collections.Concurrent;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A run as plain lines for any terminal, pipe or log: one line a fact, nothing twice without news.</summary>
public sealed class PlainLines : IRunObserver
{
    readonly TextWriter writer;
    readonly TimeProvider time;
    readonly Lock gate = new();
    readonly Dictionary<string, Step> steps;
    readonly Dictionary<string, PlannedStage> stages;
    readonly ConcurrentDictionary<string, string> shown = new();
    readonly ConcurrentDictionary<string, Verdict> watched = new();
    long count;

    /// <summary>Shows the run of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="writer">Where lines go.</param>
    /// <param name="time">The clock, for the time of progress that is not journaled.</param>
    public PlainLines(Plan plan, TextWriter writer, TimeProvider time)
    {
        (this.writer, this.time) = (writer, time);
        steps = plan.Steps.Concat(plan.Stages.SelectMany(stage => stage.Watches)).ToDictionary(step => step.Id);
        stages = plan.Stages.ToDictionary(stage => stage.Name);
    }

    /// <summary>Number of lines so far.</summary>
    internal long Written => Interlocked.Read(ref count);

    /// <inheritdoc/>
    public void OnEntry(JournalEntry entry)
    {
        if (entry is JournalEntry.WatchAssessed assessed)
        {
            foreach (var answer in assessed.Answers.Where(IsNews))
            {
                Write(entry.At, $"  {answer.Subject}: {VerdictText.Of(answer.Verdict)}, {answer.Seen}; wanted {answer.Wanted}");
            }
        }
        else if (Text(entry) is { } text)
        {
            Write(entry.At, text);
        }
    }

    /// <inheritdoc/>
    public void OnProgress(RunProgress progress)
    {
        if (progress.IsQuiet || (shown.TryGetValue(progress.Step, out var before) && before == progress.Message))
        {
            return;
        }

        shown[progress.Step] = progress.Message;
        Write(time.GetUtcNow(), $"  {Subject(progress.Step)}: {(progress.IsOutput ? "| " : "")}{progress.Message}");
    }

    /// <summary>Shows a line that is neither.</summary>
    internal void Say(string text) => Write(time.GetUtcNow(), text);

    string? Text(JournalEntry entry) => entry switch
    {
        JournalEntry.StageStarted started => $"{started.Stage}: {About(stages[started.Stage])}",
        JournalEntry.StepStarting { Undo: UndoRecord.DeleteCopy } starting => $"  {Subject(starting.Step)}: runs on trial",
        JournalEntry.StepStarting { Undo: UndoRecord.RevertFields undo } starting => $"  {Subject(starting.Step)}: {PlanText.Short(undo.Image)} → {PlanText.Short(((Step.UpdateWorkload)steps[starting.Step]).To)}",
        JournalEntry.StepStarting { Undo: UndoRecord.RollBackChart } starting when LiveChange.Of(steps[starting.Step]) is { } change => $"  {Subject(starting.Step)}: {change.From} → {change.To}",
        JournalEntry.StepEnded { Ending: Ending.Held } held => $"  {Subject(held.Step)}: waits for a human{Code(held.Fault)}: {held.Message}",
        JournalEntry.StepEnded { Ending: Ending.Failed } failed => $"  {Subject(failed.Step)}: failed{Code(failed.Fault)}: {failed.Message}",
        JournalEntry.StepEnded ended when Shown(ended) => $"  {Subject(ended.Step)}: {ended.Message}",
        // Between stages only trouble is news.
        JournalEntry.ProbesCounted { Phase: var phase, Count: var count } counted when phase != AvailabilityRun.Between || count.Failed > 0 => $"  availability of {counted.Endpoint} in {phase}: {AvailabilityAssessment.Short(count)}",
        JournalEntry.EvidenceSaved saved => $"  {Subject(saved.Step)}: evidence saved, {Count(saved.Files, "file")} in {saved.Path}",
        JournalEntry.StageEnded ended => $"{ended.Stage}: {Word(ended.Ending)}, {ended.Message}",
        JournalEntry.RollbackStarted started => $"Rollback: {started.Reason}",
        JournalEntry.UndoStarting starting => $"  {Subject(starting.Step)}: {(steps.GetValueOrDefault(starting.Step)?.Temporary == true ? "removing" : "undoing")}",
        JournalEntry.UndoEnded ended => ended.Ending == Ending.Failed ? $"  not undone{Code(ended.Fault)}: {ended.Message}" : $"  {Subject(ended.Step)}: {ended.Message}",
        JournalEntry.RollbackEnded ended => $"Rollback: {Word(ended.Ending)}, {ended.Message}",
        JournalEntry.WatchStarted started => $"Watch: {(started.At > started.From ? $"goes on, it began at {WatchText.Moment(started.From)}; " : "")}until {WatchText.Moment(started.Until)}, asking every {Durations.Text(started.Rule.Interval)}",
        JournalEntry.WatchEnded { Ending: Ending.Skipped } ended => $"Watch: {ended.Message}",
        JournalEntry.WatchEnded ended => $"Watch: {Word(ended.Ending)}, {ended.Message}",
        JournalEntry.ReleaseOpened or JournalEntry.RunStarted or JournalEntry.StepStarting or JournalEntry.StepEnded or JournalEntry.ReleaseEnded or JournalEntry.RunEnded or JournalEntry.BaselineMeasured or JournalEntry.Assessed or JournalEntry.ProbesCounted or JournalEntry.ChartChanged => null,
        _ => throw new System.Diagnostics.UnreachableException(entry.GetType().Name),
    };

    // A sum that changes nothing is no line.
    bool IsNews(WatchAnswer answer)
    {
        var isNews = !watched.TryGetValue(answer.Subject, out var before) || before != answer.Verdict;
        watched[answer.Subject] = answer.Verdict;
        return isNews;
    }

    // Of the many small checks of Prepare only failures are news; the stage's end has their number.
    bool Shown(JournalEntry.StepEnded ended) => steps[ended.Step] is not (Step.CheckImage or Step.CheckWorkload or Step.CheckChart or Step.BackUp) || ended.Ending == Ending.Failed;

    string Subject(string id) => !steps.TryGetValue(id, out var step) ? id : step switch
    {
        Step.UpdateWorkload update => update.Workload.ToString(),
        Step.CheckWorkload check => check.Workload.ToString(),
        Step.BackUp backUp => backUp.Workload.ToString(),
        Step.VerifyImage verify => verify.Workload.ToString(),
        Step.RunCommand command => command.Workload.ToString(),
        Step.CheckImage image => image.Image,
        Step.CallEndpoint call => $"endpoint {call.Endpoint}",
        Step.RunCopy copy => copy.Workload.ToString(),
        Step.RunTests => $"tests of {id.Split('/')[2]}",
        Step.CheckChart check => check.Chart.ToString(),
        Step.UpgradeChart upgrade => upgrade.Chart.ToString(),
        Step.MeasureBaseline baseline => $"baseline of {baseline.Gate.Name}",
        Step.RunLoad load => load.Subject,
        Step.RunScript script => script.Subject,
        Step.AskGate ask => $"gate {ask.Gate.Name}",
        Step.WatchGate watch => $"guard {watch.Gate.Name}",
        _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
    };

    static string About(PlannedStage stage)
    {
        var updates = stage.Steps.OfType<Step.UpdateWorkload>().Count();
        var copies = stage.Steps.OfType<Step.RunCopy>().Count();
        var charts = stage.Steps.OfType<Step.UpgradeChart>().Count();
        var work = charts > 0 ? Count(charts, "chart") : updates > 0 ? Count(updates, "placement") : copies > 0 ? $"{Count(copies, "component")} on trial" : Count(stage.Steps.Count(), "check");
        return $"{work}, budget {Durations.Text(stage.Budget)}{(stage.SharesBudgetWith is { } other ? $" together with {other}" : "")}";
    }

    static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");

    static string Code(Fault? fault) => fault is null ? "" : $" [{fault.Code}]";

    static string Word(Ending ending) => ending.ToString().ToLowerInvariant();

    void Write(DateTimeOffset at, string text)
    {
        lock (gate)
        {
            Interlocked.Increment(ref count);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:HH:mm:ss}  {text}"));
        }
    }
}
