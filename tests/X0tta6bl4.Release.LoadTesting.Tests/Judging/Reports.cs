using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Tests.Judging;

/// <summary>Reports of loads that never were.</summary>
static class Reports
{
    /// <summary>A thousand good requests with a median of 10 ms; other figures grow with it.</summary>
    public static LoadReport Good(double median = 10, long count = 1000, double lag = 1)
    {
        var response = Latency(median, count);
        var figures = new LoadFigures(count, count, 0, 100, response, Latency(median - 1, count), Latency(lag, count));
        return new LoadReport
        {
            Target = new Uri("http://gateway.test/"),
            Connections = 40,
            Length = TimeSpan.FromSeconds(10),
            Total = figures,
            Users = new UserFigures(count, count, 0, 0),
            Steps = [new StepFigures("keys: GET /keys", figures)],
            Scenarios = [new ScenarioFigures("keys", response)],
            Codes = ImmutableSortedDictionary<int, long>.Empty.Add(200, count),
            Failures = ImmutableSortedDictionary<string, long>.Empty,
            FirstFailure = "",
            EndedEarly = "",
            Timeline = [],
        };
    }

    static LatencyFigures Latency(double median, long count)
    {
        TimeSpan Times(double factor) => TimeSpan.FromMilliseconds(median * factor);
        return count == 0 ? LatencyFigures.None : new LatencyFigures(count, Times(0.5), Times(1.1), Times(1), Times(1.2), Times(1.5), Times(2), Times(3), Times(4), Times(5));
    }
}
