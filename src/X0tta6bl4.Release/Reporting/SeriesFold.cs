using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The probes of one endpoint, summed up as they come, in no more than so many stretches of time: when there would be more, each two become one.
/// A time in which nobody asked, such as the night between two runs, takes none.</summary>
/// <param name="endpoint">The endpoint.</param>
sealed class SeriesFold(string endpoint)
{
    /// <summary>Most stretches while rows come.</summary>
    public const int Most = 300;

    long width = TimeSpan.TicksPerSecond;
    Dictionary<long, Stretch> stretches = [];

    /// <summary>Adds a row.</summary>
    public void Add(LedgerRow row)
    {
        At(row.Due.UtcTicks / width).Add(row);
        Widen(Most);
    }

    /// <summary>What was seen.</summary>
    /// <param name="most">Most stretches.</param>
    public ReportedSeries Of(int most)
    {
        Widen(most);
        return new ReportedSeries(endpoint, TimeSpan.FromTicks(width), [.. stretches.OrderBy(stretch => stretch.Key).Select(stretch => stretch.Value.Of(new DateTimeOffset(stretch.Key * width, TimeSpan.Zero)))]);
    }

    Stretch At(long place)
    {
        if (!stretches.TryGetValue(place, out var stretch))
        {
            stretches[place] = stretch = new Stretch();
        }

        return stretch;
    }

    void Widen(int most)
    {
        while (stretches.Count > most)
        {
            var narrow = stretches;
            (stretches, width) = ([], width * 2);
            foreach (var (place, stretch) in narrow)
            {
                At(place / 2).Add(stretch);
            }
        }
    }

    sealed class Stretch
    {
        readonly LatencyBins answers = new();
        long due;
        long failed;
        long unseen;

        public void Add(LedgerRow row)
        {
            due += row.Count;
            switch (row.Outcome)
            {
                case ProbeOutcome.Good:
                    answers.Add(row.Latency, row.Count);
                    break;
                case ProbeOutcome.Failed:
                    failed += row.Count;
                    break;
                default:
                    unseen += row.Count;
                    break;
            }
        }

        public void Add(Stretch other)
        {
            answers.Add(other.answers);
            due += other.due;
            failed += other.failed;
            unseen += other.unseen;
        }

        public ReportedStretch Of(DateTimeOffset from) =>
            new(from, due, failed, unseen, answers.At(0.5), answers.At(0.95), answers.Count > 0 ? answers.Max : null);
    }
}
