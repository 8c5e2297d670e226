using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>One row of the timeline: a stage as a whole, or what happened to one placement in it.</summary>
/// <param name="Name">The stage's name, or the lane's.</param>
/// <param name="IsLane">True for a lane.</param>
/// <param name="Result">How it stands at the end.</param>
/// <param name="Time">How long it took, in words; empty when it did not run.</param>
/// <param name="Bars">Its bars, in order.</param>
sealed record TimelineRow(string Name, bool IsLane, Mark Result, string Time, ImmutableArray<TimelineBar> Bars)
{
    /// <summary>A check that took less than this share of the release would be no more than a dot: its stage's bar is enough for it.</summary>
    const double LeastShare = 0.05;

    /// <summary>A wait that is shorter than this share of the release cannot be seen.</summary>
    const double LeastWait = 0.01;

    /// <summary>The rows of a release by stage, the way back last.</summary>
    public static IEnumerable<ImmutableArray<TimelineRow>> Of(ReleaseReport report)
    {
        var steps = report.Steps.ToLookup(step => step.Stage);
        foreach (var stage in report.Stages)
        {
            var lanes = steps[stage.Name].GroupBy(step => step.Lane).Where(lane => IsWorthARow(report, stage, [.. lane]));
            yield return [OfStage(stage, Waits(stage, steps[stage.Name], report.Duration * LeastWait)), .. lanes.Select(lane => OfLane(lane.Key, stage, [.. lane]))];
        }

        foreach (var rollback in report.Rollbacks)
        {
            yield return [new TimelineRow("Rollback", IsLane: false, Mark.Of(rollback.Span.Ending), Durations.Text(rollback.Span.Duration), [new TimelineBar(rollback.Span, IsBack: true, rollback.Reason)])];
        }
    }

    static bool IsWorthARow(ReleaseReport report, ReportedStage stage, ImmutableArray<ReportedStep> lane) =>
        (!stage.Spans.IsEmpty && lane.Any(step => step.Changes))
        || lane.SelectMany(step => step.Tries).Any(span => span.Ending is not (Ending.Done or Ending.Skipped) || span.Duration > report.Duration * LeastShare);

    static TimelineRow OfStage(ReportedStage stage, IEnumerable<TimelineBar> waits) => new(
        stage.Name, IsLane: false, StageSection.ResultOf(stage),
        stage.Spans.IsEmpty ? "" : Durations.Text(Sum(stage.Spans)),
        [.. stage.Spans.Select(span => new TimelineBar(span, IsBack: false, stage.Name)), .. waits]);

    // Soaks, and whatever else a stage waits for between two steps: times of it in which none of them ran.
    static IEnumerable<TimelineBar> Waits(ReportedStage stage, IEnumerable<ReportedStep> steps, TimeSpan least)
    {
        var busy = steps.SelectMany(step => step.Tries.Concat(step.Undos)).OrderBy(span => span.Started).ToArray();
        foreach (var span in stage.Spans)
        {
            var from = span.Started;
            foreach (var step in busy.Where(step => step.Ended > span.Started && step.Started < span.Ended))
            {
                if (step.Started - from > least)
                {
                    yield return Wait(from, step.Started);
                }

                from = step.Ended > from ? step.Ended : from;
            }

            if (busy.Length > 0 && span.Ended - from > least)
            {
                yield return Wait(from, span.Ended);
            }
        }
    }

    static TimelineBar Wait(DateTimeOffset from, DateTimeOffset to) =>
        new(new ReportedSpan(from, to, Ending.Done, ""), IsBack: false, "no step ran: a soak, or answers of probes that were still to come") { IsWait = true };

    static TimelineRow OfLane(string name, ReportedStage stage, ImmutableArray<ReportedStep> lane)
    {
        var tries = lane.SelectMany(step => step.Tries.Select(span => new TimelineBar(span, IsBack: false, step.Title)));
        // What a stage takes away itself, such as a copy on trial, is no way back.
        var undos = lane.SelectMany(step => step.Undos.Select(span => stage.Spans.Any(own => own.Started <= span.Started && span.Ended <= own.Ended)
            ? new TimelineBar(span, IsBack: false, $"clean up: {step.Title}")
            : new TimelineBar(span, IsBack: true, $"undo: {step.Title}")));
        var bars = tries.Concat(undos).OrderBy(bar => bar.Span.Started).ToArray();
        var (forth, back) = (TimeOf(bars, isBack: false), TimeOf(bars, isBack: true));
        return new TimelineRow(name, IsLane: true, ResultOf(bars), string.Join(", ", new[] { forth, back.Length > 0 ? $"back in {back}" : "" }.Where(part => part.Length > 0)), [.. bars]);
    }

    // A failure that was undone is still what there is to see here.
    static Mark ResultOf(TimelineBar[] bars)
    {
        var forth = bars.LastOrDefault(bar => !bar.IsBack);
        return bars.Length == 0 ? new Mark(Tone.None, "not run")
            : bars[^1].IsBack && !IsGood(bars[^1]) ? new Mark(Tone.Bad, "not undone")
            : bars[^1].IsBack && (forth is null || IsGood(forth)) ? new Mark(Tone.None, "undone")
            : Mark.Of(forth!.Span.Ending);
    }

    static bool IsGood(TimelineBar bar) => bar.Span.Ending is Ending.Done or Ending.Skipped;

    static string TimeOf(TimelineBar[] bars, bool isBack)
    {
        var spans = bars.Where(bar => bar.IsBack == isBack).Select(bar => bar.Span).ToArray();
        return spans.Length == 0 ? "" : Durations.Text(Sum(spans));
    }

    static TimeSpan Sum(IEnumerable<ReportedSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Duration);
}

/// <summary>One bar.</summary>
/// <param name="Span">When, and what came of it.</param>
/// <param name="IsBack">True for a way back.</param>
/// <param name="Title">What it is about.</param>
sealed record TimelineBar(ReportedSpan Span, bool IsBack, string Title)
{
    /// <summary>True for a part of the bar before it in which nothing happened.</summary>
    public bool IsWait { get; init; }
}
