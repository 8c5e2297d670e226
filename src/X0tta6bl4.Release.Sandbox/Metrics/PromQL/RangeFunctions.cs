namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Functions of the samples of a time. Null means that there are too few.</summary>
internal static class RangeFunctions
{
    /// <summary>Increase of a counter, extrapolated to the whole time as Prometheus does it: to an edge that is about as near as the samples are to each other, else by half a distance, and never below zero.</summary>
    public static double? Increase(IReadOnlyList<Sample> samples, long from, long until)
    {
        if (samples.Count < 2)
        {
            return null;
        }

        var (first, last) = (samples[0], samples[^1]);
        var increase = last.Value - first.Value;
        for (var i = 1; i < samples.Count; i++)
        {
            // A counter that is lower than before began anew at zero.
            increase += samples[i].Value < samples[i - 1].Value ? samples[i - 1].Value : 0;
        }

        double covered = last.At - first.At;
        var distance = covered / (samples.Count - 1);
        double toStart = first.At - from;
        double toEnd = until - last.At;
        toStart = toStart >= distance * 1.1 ? distance / 2 : toStart;
        toEnd = toEnd >= distance * 1.1 ? distance / 2 : toEnd;
        if (increase > 0 && first.Value >= 0)
        {
            // No counter was ever below zero, so it began at zero at the earliest.
            toStart = Math.Min(toStart, covered * (first.Value / increase));
        }

        return increase * ((covered + toStart + toEnd) / covered);
    }

    public static double? Rate(IReadOnlyList<Sample> samples, long from, long until) => Increase(samples, from, until) / ((until - from) / 1000.0);

    /// <summary>Rate between the last two samples.</summary>
    public static double? InstantRate(IReadOnlyList<Sample> samples)
    {
        if (samples.Count < 2 || samples[^1].At == samples[^2].At)
        {
            return null;
        }

        var (before, last) = (samples[^2], samples[^1]);
        return (last.Value < before.Value ? last.Value : last.Value - before.Value) / ((last.At - before.At) / 1000.0);
    }

    public static double? OverTime(string function, IReadOnlyList<Sample> samples) => samples.Count == 0 ? null : function switch
    {
        "sum_over_time" => samples.Sum(sample => sample.Value),
        "avg_over_time" => samples.Average(sample => sample.Value),
        "min_over_time" => samples.Min(sample => sample.Value),
        "max_over_time" => samples.Max(sample => sample.Value),
        "count_over_time" => samples.Count,
        _ => samples[^1].Value,
    };
}
