using X0tta6bl4.Release.Sandbox.Metrics.PromQL;

namespace X0tta6bl4.Release.Sandbox.Tests.Metrics;

/// <summary>Series written down by hand; seconds and values, NaN for the end of a series.</summary>
sealed class SampleTable : ISampleSource
{
    readonly List<(Labels Labels, Sample[] Samples)> series = [];

    public SampleTable With(string name, string labels, params (int Second, double Value)[] samples)
    {
        var pairs = labels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));
        series.Add((Labels.Of([(Labels.MetricName, name), .. pairs]), [.. samples.Select(sample => new Sample(sample.Second * 1000L, double.IsNaN(sample.Value) ? Sample.Stale : sample.Value))]));
        return this;
    }

    public IEnumerable<(Labels Labels, IReadOnlyList<Sample> Samples)> Select(IReadOnlyList<LabelMatcher> matchers, long after, long until) =>
        from one in series
        where matchers.All(matcher => matcher.Matches(one.Labels))
        let samples = one.Samples.Where(sample => sample.At > after && sample.At <= until).ToArray()
        where samples.Length > 0
        select (one.Labels, (IReadOnlyList<Sample>)samples);
}
