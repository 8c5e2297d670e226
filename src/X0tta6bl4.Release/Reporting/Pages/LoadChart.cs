using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A load over time: above, how many requests ended each second and how many of them failed; below, how long they took.</summary>
static class LoadChart
{
    const int RateHeight = 56;
    const int Gap = 20;

    /// <summary>The chart; nothing when it was over at once.</summary>
    public static Markup Of(ReportedLoadFigures load)
    {
        if (load.Seconds.IsEmpty)
        {
            return Markup.None;
        }

        var length = load.Seconds[^1].At;
        var bars = load.Seconds.Select((second, index) => new Bar(second, index == 0 ? TimeSpan.Zero : load.Seconds[index - 1].At, length)).ToArray();
        var scale = ValueScale.Linear(bars.Max(bar => bar.Rate));
        return Markup.Of($"""
            <figure>
            <figcaption>Requests a second, and how long they took</figcaption>
            <div class="plot">
            <svg class="panel" role="img" aria-label="{PageText.Requests(load.Requests[0].Count, load.Requests[0].Failed)}, {AmountText.Of(load.Requests[0].PerSecond, GateUnit.PerSecond)} on the average" height="{RateHeight + Gap + LatencyPanel.Height}">{Levels.Of(scale, 0, RateHeight, value => AmountText.Of(value, GateUnit.PerSecond))}{bars.Select(bar => Rates(bar, scale))}{LatencyPanel.Of(RateHeight + Gap, [.. bars.Select(bar => bar.Point)])}{bars.Select(Hit)}</svg>
            {Axis(length)}
            </div>
            {Legend.Of([("rate", "ended a second"), ("bad", "failed"), .. LatencyPanel.Keys])}</figure>

            """);
    }
    static Markup Rates(Bar bar, ValueScale scale) =>
        Markup.Of($"{Column("rate", bar, scale.At(bar.Rate))}{Markup.If(bar.Second.Failed > 0, $"{Column("bad", bar, scale.At(bar.Rate * bar.Second.Failed / bar.Second.Ended))}")}");

    static Markup Column(string name, Bar bar, double share) =>
        Markup.Of($"<rect class=\"{name}\" x=\"{TimeAxis.Percent(bar.Left)}\" width=\"{TimeAxis.Percent(bar.Right - bar.Left)}\" y=\"{Levels.Pixels((1 - share) * RateHeight)}\" height=\"{Levels.Pixels(share * RateHeight)}\"/>");

    static Markup Hit(Bar bar)
    {
        var second = bar.Second;
        var times = Markup.If(bar.Point.P50 is not null, $"\nmedian {PageText.Time(second.P50)}, 95 % within {PageText.Time(second.P95)}, longest {PageText.Time(second.Max)}");
        return Markup.Of($"<rect class=\"hit\" x=\"{TimeAxis.Percent(bar.Left)}\" width=\"{TimeAxis.Percent(bar.Right - bar.Left)}\" height=\"100%\"><title>until {Durations.Text(second.At)}: {PageText.Requests(second.Ended, second.Failed)}{times}</title></rect>");
    }

    static Markup Axis(TimeSpan length)
    {
        var end = length.TotalSeconds;
        return Markup.Of($"<svg class=\"axis\" aria-hidden=\"true\">{ValueScale.Linear(end).Ticks.Where(tick => tick <= end).Select(tick => Text(tick, tick / end))}</svg>");
    }

    static Markup Text(double seconds, double place) =>
        Markup.Of($"<text x=\"{TimeAxis.Percent(place)}\" y=\"14\" text-anchor=\"{(place < 0.04 ? "start" : place > 0.95 ? "end" : "middle")}\">{Durations.Text(TimeSpan.FromSeconds(seconds))}</text>");

    // A load that was over at once has a length of its own.
    sealed record Bar(ReportedSecond Second, TimeSpan From, TimeSpan Whole)
    {
        public double Left => From.Ticks / (double)Math.Max(1, Whole.Ticks);

        public double Right => Second.At.Ticks / (double)Math.Max(1, Whole.Ticks);

        public double Rate => Second.Ended / Math.Max((Second.At - From).TotalSeconds, 0.001);

        public LatencyPoint Point => Second.Ended > Second.Failed
            ? new LatencyPoint((Left + Right) / 2, Second.P50, Second.P95, Second.Max)
            : new LatencyPoint(Left, null, null, null);
    }
}
