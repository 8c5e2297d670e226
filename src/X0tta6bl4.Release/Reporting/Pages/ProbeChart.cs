using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>One endpoint over time: above, whether it answered; below, how long that took.</summary>
static class ProbeChart
{
    const int StripHeight = 18;
    const int Gap = 14;

    /// <summary>So that one failure of a thousand can be seen.</summary>
    const double LeastHeight = 0.4;

    /// <summary>Name of the lines and grounds behind all charts of the section.</summary>
    public const string Grid = "probe-grid";

    /// <summary>What its colours and lines mean.</summary>
    public static Markup Key { get; } = Legend.Of([("good", "answered as expected"), ("bad", "failed"), ("doubt", "shows nothing: the prober was late, or the control endpoint failed, too"), .. LatencyPanel.Keys]);

    /// <summary>The chart.</summary>
    public static Markup Of(ReportedSeries series, TimeScale scale, ImmutableArray<Phase> phases)
    {
        const int Height = StripHeight + Gap + LatencyPanel.Height;
        var spans = series.Stretches.Select(stretch => new Span(stretch, scale.At(stretch.From), scale.At(stretch.From + series.Width))).ToArray();
        return Markup.Of($"""
            <h3>{Name(series.Endpoint)} <span class="path">{Summary(series)}</span></h3>
            <div class="plot">
            {PhaseStrip.Of(phases, scale)}<svg class="panel" role="img" aria-label="{Name(series.Endpoint)} over time: {Summary(series)}" height="{Height}"><use href="#{Grid}"/>{Strip(spans)}{LatencyPanel.Of(StripHeight + Gap, Points(spans))}{spans.Select(span => Hit(span, series, phases))}</svg>
            {TimeAxis.Of(scale)}
            </div>

            """);
    }

    static string Name(string endpoint) => endpoint == Probe.Control ? "Control endpoint, outside the estate" : endpoint;

    static string Summary(ReportedSeries series)
    {
        var (due, failed, unseen) = (series.Stretches.Sum(one => one.Due), series.Stretches.Sum(one => one.Failed), series.Stretches.Sum(one => one.Unseen));
        return PageText.Requests(due, failed, unseen) + (series.Stretches.Max(one => one.Max) is { } max ? $", the longest took {PageText.Time(max)}" : "");
    }

    // What is all good side by side is one piece.
    static Markup Strip(Span[] spans)
    {
        var pieces = new List<Markup>();
        for (var index = 0; index < spans.Length;)
        {
            var first = index++;
            while (spans[first].IsGood && index < spans.Length && spans[index].IsGood && spans[index].Left <= spans[index - 1].Right)
            {
                index++;
            }

            var (left, right, stretch) = (spans[first].Left, spans[index - 1].Right, spans[first].Stretch);
            pieces.Add(Piece(stretch.Due > stretch.Failed + stretch.Unseen ? "good" : "none", left, right, 0, 1));
            if (stretch.Unseen > 0)
            {
                var share = Share(stretch.Unseen, stretch.Due);
                pieces.Add(Piece("doubt", left, right, 1 - share, share));
            }

            // A failure is seen whatever else there was.
            if (stretch.Failed > 0)
            {
                pieces.Add(Piece("bad", left, right, 0, Share(stretch.Failed, stretch.Due)));
            }
        }

        return Markup.Of(pieces);
    }

    static double Share(long part, long whole) => Math.Max(LeastHeight, (double)part / whole);

    static Markup Piece(string tone, double left, double right, double top, double height) =>
        Markup.Of($"<rect class=\"{tone}\" x=\"{TimeAxis.Percent(left)}\" width=\"{TimeAxis.Percent(right - left)}\" y=\"{Levels.Pixels(top * StripHeight)}\" height=\"{Levels.Pixels(height * StripHeight)}\"/>");

    // Between two stretches that are not neighbours nobody asked.
    static LatencyPoint[] Points(Span[] spans) => [.. spans.SelectMany((span, index) => index > 0 && span.Left > spans[index - 1].Right + 1e-9 ? [new LatencyPoint(span.Left, null, null, null), Point(span)] : new[] { Point(span) })];

    static LatencyPoint Point(Span span) => new((span.Left + span.Right) / 2, span.Stretch.P50, span.Stretch.P95, span.Stretch.Max);

    static Markup Hit(Span span, ReportedSeries series, ImmutableArray<Phase> phases)
    {
        var (stretch, middle) = (span.Stretch, span.Stretch.From + (series.Width / 2));
        var phase = phases.LastOrDefault(phase => phase.From <= middle && middle < phase.To)?.Name ?? "";
        return Markup.Of($"<rect class=\"hit\" x=\"{TimeAxis.Percent(span.Left)}\" width=\"{TimeAxis.Percent(span.Right - span.Left)}\" height=\"100%\"><title>{PageText.Clock(stretch.From)} to {PageText.Clock(stretch.From + series.Width)} UTC{Markup.If(phase.Length > 0, $", {phase}")}\n{PageText.Requests(stretch.Due, stretch.Failed, stretch.Unseen)}{Times(stretch)}</title></rect>");
    }

    static Markup Times(ReportedStretch stretch) => stretch is { P50: { } p50, P95: { } p95, Max: { } max }
        ? Markup.Of($"\nmedian {PageText.Time(p50)}, 95 % within {PageText.Time(p95)}, longest {PageText.Time(max)}")
        : Markup.None;

    sealed record Span(ReportedStretch Stretch, double Left, double Right)
    {
        public bool IsGood => Stretch is { Failed: 0, Unseen: 0 };
    }
}
