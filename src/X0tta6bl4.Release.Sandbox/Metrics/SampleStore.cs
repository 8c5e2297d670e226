using X0tta6bl4.Release.Sandbox.Metrics.PromQL;

namespace X0tta6bl4.Release.Sandbox.Metrics;

/// <summary>Samples of the last quarter of an hour, in memory.</summary>
internal sealed class SampleStore : ISampleSource
{
    const long Kept = 15 * 60_000;

    readonly Lock gate = new();
    readonly Dictionary<Labels, Series> all = [];
    readonly Dictionary<string, List<Series>> byName = new(StringComparer.Ordinal);

    /// <summary>Appends one sample; the time never goes back.</summary>
    public void Append(Labels labels, Sample sample)
    {
        lock (gate)
        {
            if (!all.TryGetValue(labels, out var series))
            {
                series = new Series(labels);
                all.Add(labels, series);
                if (!byName.TryGetValue(labels[Labels.MetricName], out var named))
                {
                    byName.Add(labels[Labels.MetricName], named = []);
                }

                named.Add(series);
            }

            series.Samples.Add(sample);
        }
    }

    /// <summary>Forgets what is too old.</summary>
    public void Prune(long now)
    {
        lock (gate)
        {
            foreach (var series in all.Values.ToList())
            {
                series.Prune(now - Kept);
                if (series.Samples.Count == 0)
                {
                    all.Remove(series.Labels);
                    byName[series.Labels[Labels.MetricName]].Remove(series);
                }
            }
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            all.Clear();
            byName.Clear();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(Labels Labels, IReadOnlyList<Sample> Samples)> Select(IReadOnlyList<LabelMatcher> matchers, long after, long until)
    {
        lock (gate)
        {
            var name = matchers.FirstOrDefault(matcher => matcher is { Name: Labels.MetricName, Operator: "=" })?.Value;
            var candidates = name is null ? all.Values : (IEnumerable<Series>)byName.GetValueOrDefault(name, []);
            return [.. candidates.Where(series => matchers.All(matcher => matcher.Matches(series.Labels)))
                .Select(series => (series.Labels, (IReadOnlyList<Sample>)series.Between(after, until))).Where(series => series.Item2.Count > 0)];
        }
    }

    /// <summary>One series; samples before the first that counts are cut off now and then.</summary>
    sealed class Series(Labels labels)
    {
        public Labels Labels { get; } = labels;

        public List<Sample> Samples { get; } = [];

        public void Prune(long before) => Samples.RemoveRange(0, FirstAfter(before));

        public List<Sample> Between(long after, long until)
        {
            var (first, end) = (FirstAfter(after), FirstAfter(until));
            return Samples.GetRange(first, end - first);
        }

        int FirstAfter(long time)
        {
            var (low, high) = (0, Samples.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Samples[middle].At > time ? (low, middle) : (middle + 1, high);
            }

            return low;
        }
    }
}
