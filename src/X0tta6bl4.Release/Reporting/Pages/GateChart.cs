using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>The numbers of a gate beside its limit and its baseline: one value as a bar, several as a line over time.</summary>
static class GateChart
{
    const int BarHeight = 22;
    const int SeriesHeight = 84;

    /// <summary>So that zero is something, too.</summary>
    const double LeastWidth = 0.006;

    /// <summary>The chart; nothing for a gate without numbers.</summary>
    public static Markup Of(ReportedGate gate)
    {
        if (gate.Figures is not { } figures)
        {
            return Markup.None;
        }

        var all = figures.Values.Select(figure => figure.Value).Append(figures.Limit).Concat(figures.Baseline is { } baseline ? [baseline] : []);
        var scale = ValueScale.Linear(all.Max() * 1.1);
        return Markup.Of($"{(figures.Values.Length > 1 ? Series(gate, figures, scale) : Bar(gate, figures, scale))}{Key(gate, figures)}");
    }

    static Markup Bar(ReportedGate gate, ReportedFigures figures, ValueScale scale) => Markup.Of($"""
        <div class="plot bar"><svg class="panel" role="img" aria-label="{Label(figures)}" height="{BarHeight}">{Across(figures, scale)}<rect class="value {Tone(gate)}" y="6" height="{BarHeight - 12}" width="{TimeAxis.Percent(Math.Max(LeastWidth, scale.At(figures.Values[^1].Value)))}"/>{Upright("baseline", figures.Baseline, scale)}{Upright("limit", figures.Limit, scale)}</svg></div>

        """);

    // What is beyond the limit lies left or right of it.
    static Markup Across(ReportedFigures figures, ValueScale scale)
    {
        var (from, to) = figures.IsUpper ? (scale.At(figures.Limit), 1.0) : (0.0, scale.At(figures.Limit));
        return Markup.Of($"<rect class=\"track\" y=\"6\" width=\"100%\" height=\"{BarHeight - 12}\"/><rect class=\"beyond\" x=\"{TimeAxis.Percent(from)}\" width=\"{TimeAxis.Percent(to - from)}\" y=\"6\" height=\"{BarHeight - 12}\"/>");
    }

    static Markup Upright(string name, double? value, ValueScale scale) => value is { } known
        ? Markup.Of($"<line class=\"mark-line {name}\" x1=\"{TimeAxis.Percent(scale.At(known))}\" x2=\"{TimeAxis.Percent(scale.At(known))}\" y2=\"100%\"/>")
        : Markup.None;

    static Markup Series(ReportedGate gate, ReportedFigures figures, ValueScale scale)
    {
        var (first, length) = (figures.Values[0].At, Math.Max(1, (figures.Values[^1].At - figures.Values[0].At).Ticks));
        var spots = figures.Values.Select(figure => new Spot((double)(figure.At - first).Ticks / length, scale.At(figure.Value))).ToArray();
        var (top, bottom) = figures.IsUpper ? (0.0, Down(scale.At(figures.Limit))) : (Down(scale.At(figures.Limit)), SeriesHeight);
        return Markup.Of($"""
            <div class="plot"><svg class="panel" role="img" aria-label="{Label(figures)}" height="{SeriesHeight}"><rect class="beyond" width="100%" y="{Levels.Pixels(top)}" height="{Levels.Pixels(bottom - top)}"/>{Levels.Of(scale, 0, SeriesHeight, value => AmountText.Of(value, figures.Unit))}{Level("baseline", figures.Baseline, scale)}{Level("limit", figures.Limit, scale)}{Curve.Box(0, SeriesHeight, Curve.Line($"value {Tone(gate)}", SeriesHeight, spots))}{figures.Values.Zip(spots, (figure, spot) => Hit(figure, figures, spot.X, spots.Length))}</svg></div>

            """);
    }

    static Markup Level(string name, double? value, ValueScale scale) => value is { } known
        ? Markup.Of($"<line class=\"mark-line {name}\" x2=\"100%\" y1=\"{Levels.Pixels(Down(scale.At(known)))}\" y2=\"{Levels.Pixels(Down(scale.At(known)))}\"/>")
        : Markup.None;

    static double Down(double share) => (1 - share) * SeriesHeight;

    static Markup Hit(ReportedFigure figure, ReportedFigures figures, double middle, int count)
    {
        var (left, right) = (Math.Max(0, middle - (0.5 / count)), Math.Min(1, middle + (0.5 / count)));
        return Markup.Of($"<rect class=\"hit\" x=\"{TimeAxis.Percent(left)}\" width=\"{TimeAxis.Percent(right - left)}\" height=\"100%\"><title>{PageText.Clock(figure.At)} UTC: {AmountText.Of(figure.Value, figures.Unit)}</title></rect>");
    }

    static Markup Key(ReportedGate gate, ReportedFigures figures)
    {
        var (last, count) = (figures.Values[^1], figures.Values.Length);
        var value = AmountText.Of(last.Value, figures.Unit);
        return Legend.Of(
        [
            ($"value {Tone(gate)}", count == 1 ? $"measured {value}" : $"measured {value} in the end, {count} values from {PageText.Clock(figures.Values[0].At)} to {PageText.Clock(last.At)} UTC"),
            ("limit", $"{(figures.IsUpper ? "at most" : "at least")} {AmountText.Of(figures.Limit, figures.Unit)}"),
            .. figures.Baseline is { } baseline ? [("baseline", $"before {AmountText.Of(baseline, figures.Unit)}")] : Array.Empty<(string, string)>(),
        ]);
    }

    static string Label(ReportedFigures figures) =>
        $"Measured {string.Join(", ", figures.Values.Select(figure => AmountText.Of(figure.Value, figures.Unit)))}; limit {AmountText.Of(figures.Limit, figures.Unit)}{(figures.Baseline is { } baseline ? $"; before {AmountText.Of(baseline, figures.Unit)}" : "")}";

    static string Tone(ReportedGate gate) => Mark.OfVerdict(gate.Verdict).Class;
}
