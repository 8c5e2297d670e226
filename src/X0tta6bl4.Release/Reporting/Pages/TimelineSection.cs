using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>When what happened: a row for each stage, below it one for each placement, on one scale of time.</summary>
static class TimelineSection
{
    public static Markup Of(ReleaseReport report)
    {
        var scale = TimeScale.Of(Activity(report));
        var groups = TimelineRow.Of(report).ToArray();
        return Section.Of("timeline", "Timeline", Markup.Of($"""
            {TimeAxis.Grid(scale, "grid")}<table class="timeline">
            <thead><tr><th scope="col">Stage and placement</th><th scope="col">{TimeAxis.Of(scale)}</th><th scope="col">Result and time</th></tr></thead>
            {groups.Select(rows => Markup.Of($"<tbody>\n{rows.Select(row => Row(row, scale))}</tbody>\n"))}</table>
            <p class="path">Times of day are UTC.{Markup.If(groups.Any(rows => rows.Any(row => row.Bars.Any(bar => bar.IsBack))), $" Striped bars are ways back.")}{Markup.If(groups.Any(rows => rows.Any(row => row.Bars.Any(bar => bar.IsWait))), $" Pale parts are waits: nothing of the stage ran.")}{scale.Pauses.Select(Pause)}</p>

            """));
    }

    // What came before the first run's own entry belongs to it.
    static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Activity(ReleaseReport report) => report.Runs.IsEmpty
        ? [(report.Started, report.Ended)]
        : report.Runs.Select((run, index) => (index == 0 ? report.Started : run.Started, run.LastSeen));

    static Markup Row(TimelineRow row, TimeScale scale) => Markup.Of($"""
        <tr{Markup.If(row.IsLane, $" class=\"lane\" data-row=\"{row.Result.Class}\"")}><th scope="row">{(row.IsLane ? PageText.Lane(row.Name) : Markup.Of($"{row.Name}"))}</th><td>{Bars(row, scale)}</td><td>{row.Result.Markup} {PageText.Whole(row.Time)}</td></tr>

        """);

    static Markup Bars(TimelineRow row, TimeScale scale) =>
        Markup.Of($"<svg class=\"bars\" role=\"img\" aria-label=\"{Label(row)}\"><use href=\"#grid\"/>{row.Bars.Select(bar => Bar(bar, scale))}</svg>");

    static Markup Bar(TimelineBar bar, TimeScale scale)
    {
        var (left, right) = (scale.At(bar.Span.Started), scale.At(bar.Span.Ended));
        return Markup.Of($"<rect class=\"{(bar.IsWait ? "wait" : Mark.Of(bar.Span.Ending).Class)}{(bar.IsBack ? " back" : "")}\" x=\"{TimeAxis.Percent(left)}\" width=\"{TimeAxis.Percent(right - left)}\"><title>{Tip(bar)}</title></rect>");
    }

    static string Tip(TimelineBar bar) =>
        $"{bar.Title}\n{PageText.Clock(bar.Span.Started)} to {PageText.Clock(bar.Span.Ended)} UTC, {Durations.Text(bar.Span.Duration)}{(bar.IsWait ? "" : $", {Mark.Of(bar.Span.Ending).Word}")}{(bar.Span.Message.Length > 0 ? $"\n{bar.Span.Message}" : "")}";

    static string Label(TimelineRow row) => row.Bars.IsEmpty ? "nothing"
        : string.Join("; ", row.Bars.Select(bar => $"{(bar.IsBack ? "back " : bar.IsWait ? "waits " : "")}{PageText.Clock(bar.Span.Started)} to {PageText.Clock(bar.Span.Ended)}"));

    static Markup Pause(TimeScale.Pause pause) =>
        Markup.Of($" From {PageText.Moment(pause.From)} to {PageText.Moment(pause.To)} nothing ran; the chart leaves that out.");
}
