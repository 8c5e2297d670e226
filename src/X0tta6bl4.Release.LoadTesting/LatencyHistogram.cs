using HdrHistogram;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Times in microseconds with three digits. The longest is kept as it is.</summary>
internal sealed class LatencyHistogram
{
    static readonly TimeSpan Highest = TimeSpan.FromHours(1);

    readonly LongHistogram histogram = new((long)Highest.TotalMicroseconds, numberOfSignificantValueDigits: 3);

    /// <summary>The longest time; zero when there is none.</summary>
    public TimeSpan Max { get; private set; }

    /// <summary>Adds a time.</summary>
    public void Add(TimeSpan time)
    {
        histogram.RecordValue((long)Math.Clamp(time.TotalMicroseconds, 0, Highest.TotalMicroseconds));
        Max = time > Max ? time : Max;
    }

    /// <summary>The time that a share of all are at most as long as; zero when there is none.</summary>
    /// <param name="percentile">The share in percent.</param>
    public TimeSpan At(double percentile)
    {
        // The histogram tells the upper end of a bucket, which may lie above all that is in it.
        var time = histogram.TotalCount == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(histogram.GetValueAtPercentile(percentile));
        return time < Max ? time : Max;
    }
}
