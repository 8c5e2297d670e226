using System.Globalization;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>A quantile of a histogram by its cumulative buckets, interpolated within one as Prometheus does it.</summary>
internal static class HistogramQuantile
{
    const string Bound = "le";

    public static IEnumerable<Point> Of(double quantile, IEnumerable<Point> buckets) => buckets
        .Where(bucket => bucket.Labels[Bound].Length > 0)
        .GroupBy(bucket => bucket.Labels.WithoutName().Without([Bound]))
        .Select(series => new Point(series.Key, Of(quantile, [.. series.Select(bucket => (Number(bucket.Labels[Bound]), bucket.Value)).OrderBy(bucket => bucket.Item1)]), series.First().At));

    /// <summary>The quantile of buckets by their upper bounds, ascending.</summary>
    public static double Of(double quantile, (double Bound, double Count)[] buckets)
    {
        if (double.IsNaN(quantile) || buckets.Length < 2 || !double.IsPositiveInfinity(buckets[^1].Bound))
        {
            return double.NaN;
        }

        // Buckets are scraped one after the other; a count that falls would break the search.
        for (var i = 1; i < buckets.Length; i++)
        {
            buckets[i].Count = Math.Max(buckets[i].Count, buckets[i - 1].Count);
        }

        var total = buckets[^1].Count;
        if (total == 0 || double.IsNaN(total))
        {
            return double.NaN;
        }

        return quantile < 0 ? double.NegativeInfinity : quantile > 1 ? double.PositiveInfinity : Interpolate(quantile * total, buckets);
    }

    static double Interpolate(double rank, (double Bound, double Count)[] buckets)
    {
        var index = Array.FindIndex(buckets, bucket => bucket.Count >= rank);
        if (index == buckets.Length - 1)
        {
            return buckets[^2].Bound;
        }

        if (index == 0 && buckets[0].Bound <= 0)
        {
            return buckets[0].Bound;
        }

        var (start, below) = index == 0 ? (0, 0) : buckets[index - 1];
        var (end, upTo) = buckets[index];
        return upTo > below ? start + ((end - start) * ((rank - below) / (upTo - below))) : start;
    }

    static double Number(string bound) => bound is "+Inf" ? double.PositiveInfinity
        : double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
