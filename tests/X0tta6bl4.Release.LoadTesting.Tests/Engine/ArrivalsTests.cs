using X0tta6bl4.Release.LoadTesting.Engine;

namespace X0tta6bl4.Release.LoadTesting.Tests.Engine;

/// <summary>When users are due.</summary>
public sealed class ArrivalsTests
{
    [Theory]
    [InlineData(10, 1, 10)]
    [InlineData(200, 30, 6000)]
    [InlineData(1.1, 10, 11)]
    [InlineData(0.1, 30, 3)]
    [InlineData(3, 0.5, 2)]
    [InlineData(0.01, 1, 1)]
    [InlineData(10_000, 60, 600_000)]
    public void As_many_are_due_as_rate_and_time_say(double rate, double seconds, int count) =>
        Assert.Equal(count, All(Even(rate, seconds)).Count);

    [Fact]
    public void Distances_are_equal_and_errors_do_not_add_up()
    {
        var phase = Even(3, 24 * 3600);

        Assert.Equal(["00:00:00", "00:00:00.3333333", "00:00:00.6666667", "00:00:01"], Enumerable.Range(0, 4).Select(index => phase.Due(index).ToString()));
        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1), phase.Due((3 * 24 * 3600) - 3));
    }

    [Theory]
    [InlineData(0, 20, 10, 100)]
    [InlineData(20, 0, 10, 100)]
    [InlineData(5, 50, 60, 1650)]
    [InlineData(10, 10.000001, 10, 101)]
    public void A_ramp_brings_the_mean_of_its_ends_and_grows_evenly(double from, double to, double seconds, int count)
    {
        var due = All(new ArrivalPhase { Length = TimeSpan.FromSeconds(seconds), From = from, To = to });

        Assert.Equal(count, due.Count);
        Assert.Equal(due.Order(), due);
        // Up to a moment t there are from t + (to - from) t² / 2 length arrivals.
        Assert.All(due.Index(), one =>
        {
            var t = one.Item.TotalSeconds;
            Assert.Equal(one.Index, (from * t) + ((to - from) * t * t / (2 * seconds)), tolerance: 0.001);
        });
    }

    [Fact]
    public void A_number_of_users_comes_at_equal_distances() =>
        Assert.Equal([0, 2.5, 5, 7.5], All(new ArrivalPhase { Length = TimeSpan.FromSeconds(10), Count = 4 }).Select(due => due.TotalSeconds));

    [Fact]
    public void Phases_follow_each_other_and_in_a_pause_nobody_comes()
    {
        var arrivals = new Arrivals([Even(2, 1), new ArrivalPhase { Length = TimeSpan.FromSeconds(5) }, Even(1, 2)], () => 0.5);

        Assert.Equal([(0, 0), (0.5, 0), (6, 2), (7, 2)], Rest(arrivals).Select(arrival => (arrival.Due.TotalSeconds, arrival.Phase)));
    }

    [Fact]
    public void Users_who_know_nothing_of_each_other_come_at_the_same_mean_rate_and_at_distances_without_memory()
    {
        var due = All(Even(100, 100) with { Poisson = true }).ConvertAll(time => time.TotalSeconds);
        var gaps = due.Zip(due.Skip(1), (a, b) => b - a).ToList();

        // 10,000 ± 4 standard deviations; of exponential distances the share below the mean is 1 - 1/e.
        Assert.InRange(due.Count, 9600, 10_400);
        Assert.InRange(gaps.Count(gap => gap < 0.01) / (double)gaps.Count, 0.612, 0.652);
    }

    [Fact]
    public void A_ramp_without_memory_grows_too()
    {
        var due = All(new ArrivalPhase { Length = TimeSpan.FromSeconds(100), From = 0, To = 200, Poisson = true });

        // A quarter of all comes in the first half.
        Assert.InRange(due.Count(time => time < TimeSpan.FromSeconds(50)) / (double)due.Count, 0.23, 0.27);
    }

    static ArrivalPhase Even(double rate, double seconds) => new() { Length = TimeSpan.FromSeconds(seconds), From = rate, To = rate };

    static List<TimeSpan> All(ArrivalPhase phase) => [.. Rest(new Arrivals([phase], new Random(7).NextDouble)).Select(arrival => arrival.Due)];

    static IEnumerable<Arrival> Rest(Arrivals arrivals)
    {
        while (arrivals.TryNext(out var arrival))
        {
            yield return arrival;
        }
    }
}
