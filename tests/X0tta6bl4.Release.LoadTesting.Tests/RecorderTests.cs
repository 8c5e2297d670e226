using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

public sealed class RecorderTests
{
    readonly Recorder recorder = new();

    [Fact]
    public void Nothing_seen_is_all_zero() =>
        Assert.Equal(new LoadResult(0, 0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, ""), recorder.Result());

    [Fact]
    public void Percentiles_are_true_to_three_digits_and_the_longest_to_all()
    {
        foreach (var ms in Enumerable.Range(1, 1000))
        {
            recorder.Due();
            recorder.Ended(TimeSpan.FromMicroseconds(ms), new Outcome(TimeSpan.FromMilliseconds(ms), ""));
        }

        var seen = recorder.Result();

        Assert.Equal((1000, 1000, 0), (seen.Due, seen.Good, seen.Failed));
        Assert.Equal([500, 950, 990], new[] { seen.P50, seen.P95, seen.P99 }.Select(time => (int)Math.Round(time.TotalMilliseconds / 5) * 5));
        Assert.Equal(TimeSpan.FromMilliseconds(1000), seen.Max);
        Assert.Equal(0.99, seen.LagP99.TotalMilliseconds, tolerance: 0.001);
    }

    [Fact]
    public void No_percentile_lies_above_the_longest()
    {
        recorder.Ended(TimeSpan.Zero, new Outcome(TimeSpan.FromSeconds(2.0001), ""));

        var seen = recorder.Result();

        Assert.Equal(seen.Max, seen.P50);
        Assert.Equal(TimeSpan.FromSeconds(2.0001), seen.Max);
    }

    [Fact]
    public void Wrong_answers_have_their_time_and_missing_ones_do_not()
    {
        recorder.Ended(TimeSpan.Zero, new Outcome(TimeSpan.FromSeconds(3), "503 Service Unavailable"));
        recorder.Ended(TimeSpan.Zero, new Outcome(null, "connection refused"));

        var seen = recorder.Result();

        Assert.Equal((0, 2, "503 Service Unavailable"), (seen.Good, seen.Failed, seen.FirstFailure));
        Assert.Equal(TimeSpan.FromSeconds(3), seen.P50);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100)]
    public void Times_beyond_the_histogram_do_no_harm(double hours)
    {
        recorder.Ended(TimeSpan.FromHours(hours), new Outcome(TimeSpan.FromHours(hours), ""));

        Assert.Equal(TimeSpan.FromHours(Math.Max(0, hours)), recorder.Result().Max);
    }
}
