using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Response times over time: median, 95th percentile and longest, on a line where equal distances are equal ratios, because the longest may be a hundred times the median.</summary>
static class LatencyPanel
{
    /// <summary>Its height in pixels.</summary>
    public const int Height = 130;

    /// <summary>What its lines mean.</summary>
    public static IEnumerable<(string Sample, string Meaning)> Keys { get; } = [("p50", "median"), ("p95", "95 % were faster"), ("max", "longest")];

    /// <summary>Scale, lines and the area between median and 95th percentile; nothing when nothing was answered.</summary>
    /// <param name="top">Pixels above it.</param>
    /// <param name="points">In order; one without times interrupts the lines.</param>
    public static Markup Of(int top, IReadOnlyCollection<LatencyPoint> points)
    {
        var times = points.SelectMany(point => new[] { point.P50, point.P95, point.Max }).OfType<TimeSpan>().Where(time => time > TimeSpan.Zero).Select(time => time.TotalSeconds).ToArray();
        if (times.Length == 0)
        {
            return Markup.None;
        }

        var scale = ValueScale.Logarithmic(times.Min(), times.Max());
        double? At(TimeSpan? time) => time is { } known ? scale.At(known.TotalSeconds) : null;
        var lines = Markup.Of(
        [
            Curve.Area("spread", Height, points.Select(point => (point.X, At(point.P50), At(point.P95)))),
            Curve.Line("max", Height, points.Select(point => new Spot(point.X, At(point.Max)))),
            Curve.Line("p95", Height, points.Select(point => new Spot(point.X, At(point.P95)))),
            Curve.Line("p50", Height, points.Select(point => new Spot(point.X, At(point.P50)))),
        ]);
        return Markup.Of($"{Levels.Of(scale, top, Height, value => AmountText.Of(value, GateUnit.Seconds))}{Curve.Box(top, Height, lines)}");
    }
}

/// <summary>Response times of one stretch.</summary>
/// <param name="X">Where it is, 0 to 1.</param>
/// <param name="P50">Median; null where nothing was answered.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="Max">Longest.</param>
readonly record struct LatencyPoint(double X, TimeSpan? P50, TimeSpan? P95, TimeSpan? Max);
