using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Distributions as plots of HDR histograms show them: to the right ever rarer requests, each tenth as many as the one before in equal distances, so that the slowest are not hidden.</summary>
static class QuantileChart
{
    const int Height = 150;

    /// <summary>The chart; nothing when nothing was measured.</summary>
    public static Markup Of(ReportedLoadFigures load)
    {
        (string Name, ImmutableArray<ReportedQuantile> Points)[] lines = [("lag", load.Lag), ("p95", load.Service), ("p50", load.Response)];
        if (load.Response.IsEmpty)
        {
            return Markup.None;
        }

        var digits = Math.Max(1, lines.SelectMany(line => line.Points).Where(point => point.Share < 1).Select(Digits).DefaultIfEmpty(1).Max());
        var scale = ValueScale.Linear(lines.SelectMany(line => line.Points).Max(point => point.Time.TotalSeconds));
        return Markup.Of($"""
            <figure>
            <figcaption>How many were how fast</figcaption>
            <div class="plot">
            <svg class="panel" role="img" aria-label="{Label(load.Response)}" height="{Height}">{Shares(digits).Select(share => Upright(share, digits))}{Levels.Of(scale, 0, Height, value => AmountText.Of(value, GateUnit.Seconds))}{Curve.Box(0, Height, Markup.Of(lines.Select(line => Curve.Line(line.Name, Height, Spots(line.Points, digits, scale)))))}{Hits(load.Response, digits)}</svg>
            <svg class="axis" aria-hidden="true">{Shares(digits).Select(share => Text(share, digits))}</svg>
            </div>
            {Legend.Of(("p50", "response time, from when a request was due"), ("p95", "service time, from when it was sent"), ("lag", "the generator's own lag"))}</figure>

            """);
    }

    // 90 % is one digit, 99 % two, 99.9 % three.
    static double Digits(ReportedQuantile point) => Math.Log10(1 / (1 - point.Share));

    static double At(ReportedQuantile point, double digits) => point.Share < 1 ? Math.Min(1, Digits(point) / digits) : 1;

    static IEnumerable<Spot> Spots(ImmutableArray<ReportedQuantile> points, double digits, ValueScale scale) => points.Select(point => new Spot(At(point, digits), scale.At(point.Time.TotalSeconds)));

    static IEnumerable<double> Shares(double digits) => new[] { 0, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999 }.Where(share => Math.Log10(1 / (1 - share)) <= digits && (digits < 3 || share is not 0.75));

    static double Place(double share, double digits) => Math.Log10(1 / (1 - share)) / digits;

    static Markup Upright(double share, double digits) => Markup.Of($"<line class=\"level\" x1=\"{TimeAxis.Percent(Place(share, digits))}\" x2=\"{TimeAxis.Percent(Place(share, digits))}\" y2=\"100%\"/>");

    static Markup Text(double share, double digits)
    {
        var place = Place(share, digits);
        var anchor = place < 0.04 ? "start" : place > 0.95 ? "end" : "middle";
        return Markup.Of($"<text x=\"{TimeAxis.Percent(place)}\" y=\"14\" text-anchor=\"{anchor}\">{Percent(share)}</text>");
    }

    static Markup Hits(ImmutableArray<ReportedQuantile> points, double digits) => Markup.Of(points.Select((point, index) =>
    {
        var (left, right) = (index == 0 ? 0 : At(points[index - 1], digits), At(point, digits));
        return Markup.If(right > left, $"<rect class=\"hit\" x=\"{TimeAxis.Percent(left)}\" width=\"{TimeAxis.Percent(right - left)}\" height=\"100%\"><title>{Percent(point.Share)} of the requests took {PageText.Time(point.Time)} or less</title></rect>");
    }));

    static string Label(ImmutableArray<ReportedQuantile> points) => "Response times: " + string.Join(", ", new[] { 0.5, 0.9, 0.99, 1 }.Select(share => $"{Percent(share)} within {PageText.Time(points.FirstOrDefault(point => point.Share >= share, points[^1]).Time)}"));

    static string Percent(double share) => (share * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
