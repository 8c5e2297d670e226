namespace X0tta6bl4.Release.Reporting;

/// <summary>How long answers took, in bins that are 5 % wide: a percentile is right within 2.5 %, however many answers there are, and two of these can be put together.</summary>
sealed class LatencyBins
{
    /// <summary>Milliseconds at the lower edge of the first bin; what is shorter counts as that.</summary>
    const double Least = 0.05;

    const double Growth = 1.05;

    /// <summary>Up to two minutes; what is longer is in the last one.</summary>
    const int Bins = 302;

    readonly long[] counts = new long[Bins];

    /// <summary>Number of answers.</summary>
    public long Count { get; private set; }

    /// <summary>The longest; zero when there is none.</summary>
    public TimeSpan Max { get; private set; }

    /// <summary>Adds answers that took equally long.</summary>
    public void Add(TimeSpan time, long count)
    {
        var bin = time.TotalMilliseconds <= Least ? 0 : (int)Math.Min(Bins - 1, Math.Log(time.TotalMilliseconds / Least) / Math.Log(Growth));
        counts[bin] += count;
        Count += count;
        Max = time > Max ? time : Max;
    }

    /// <summary>Adds all of another one.</summary>
    public void Add(LatencyBins other)
    {
        for (var bin = 0; bin < Bins; bin++)
        {
            counts[bin] += other.counts[bin];
        }

        Count += other.Count;
        Max = other.Max > Max ? other.Max : Max;
    }

    /// <summary>The time within which a share of all answers came; null when there is none.</summary>
    /// <param name="share">The share, above 0 and at most 1.</param>
    public TimeSpan? At(double share)
    {
        if (Count == 0)
        {
            return null;
        }

        var (wanted, bin) = ((long)Math.Ceiling(Count * share), 0);
        for (var seen = counts[0]; seen < wanted; seen += counts[bin])
        {
            bin++;
        }

        // The middle of the bin, as bins grow; no more digits than the ledger has.
        var middle = TimeSpan.FromMilliseconds(Math.Round(Least * Math.Pow(Growth, bin + 0.5), 2));
        return middle < Max ? middle : Max;
    }
}
