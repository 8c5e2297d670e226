using System.Globalization;
using HdrHistogram;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Times in microseconds with three digits. The longest is kept as it is.</summary>
internal sealed class Times
{
    static readonly TimeSpan Highest = TimeSpan.FromHours(1);

    readonly LongHistogram histogram = new((long)Highest.TotalMicroseconds, numberOfSignificantValueDigits: 3);

    /// <summary>The longest time; zero when there is none.</summary>
    public TimeSpan Max { get; private set; }

    /// <summary>How many times were added.</summary>
    public long Count => histogram.TotalCount;

    /// <summary>Adds a time.</summary>
    public void Add(TimeSpan time)
    {
        var ticks = time.Ticks < 0 ? 0 : time.Ticks > Highest.Ticks ? Highest.Ticks : time.Ticks;
        histogram.RecordValue(ticks / TimeSpan.TicksPerMicrosecond);
        Max = time > Max ? time : Max;
    }

    /// <summary>Adds all times of another one.</summary>
    public void Add(Times others)
    {
        histogram.Add(others.histogram);
        Max = others.Max > Max ? others.Max : Max;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        histogram.Reset();
        Max = TimeSpan.Zero;
    }

    /// <summary>The time that a share of all are at most as long as; zero when there is none.</summary>
    /// <param name="percentile">The share in percent.</param>
    public TimeSpan At(double percentile)
    {
        // The histogram tells the upper end of a bucket, which may lie above all that is in it.
        var time = Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(histogram.GetValueAtPercentile(percentile));
        return time < Max ? time : Max;
    }

    /// <summary>The figures.</summary>
    public LatencyFigures Figures() => Count == 0
        ? LatencyFigures.None
        : new LatencyFigures(Count, Least(), TimeSpan.FromMicroseconds(histogram.GetMean()), At(50), At(75), At(90), At(95), At(99), At(99.9), Max);

    /// <summary>The distribution in the text form that plotters of such histograms read, in milliseconds.</summary>
    public string Distribution()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        histogram.OutputPercentileDistribution(text, outputValueUnitScalingRatio: 1000);
        return text.ToString();
    }

    TimeSpan Least() => At(0);
}
