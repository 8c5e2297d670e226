using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Tests.Measuring;

public sealed class RecorderTests
{
    readonly Recorder recorder = new(steps: 1, scenarios: 1);

    [Fact]
    public void Nothing_seen_is_all_zero() =>
        Assert.Equal(LatencyFigures.None, recorder.Sums().All.Response.Figures());

    [Fact]
    public void Percentiles_are_true_to_three_digits_and_the_longest_to_all()
    {
        foreach (var ms in Enumerable.Range(1, 1000))
        {
            Ended(TimeSpan.FromMilliseconds(ms));
        }

        var seen = recorder.Sums().All.Response.Figures();

        Assert.Equal((1000L, 1.0), (seen.Count, Math.Round(seen.Min.TotalMilliseconds, 2)));
        Assert.Equal([500, 950, 990], new[] { seen.P50, seen.P95, seen.P99 }.Select(time => (int)Math.Round(time.TotalMilliseconds / 5) * 5));
        Assert.Equal(TimeSpan.FromMilliseconds(1000), seen.Max);
        Assert.Equal(500.5, seen.Mean.TotalMilliseconds, tolerance: 0.5);
    }

    [Fact]
    public void No_percentile_lies_above_the_longest()
    {
        Ended(TimeSpan.FromSeconds(2.0001));

        var seen = recorder.Sums().All.Response.Figures();

        Assert.Equal((TimeSpan.FromSeconds(2.0001), seen.Max), (seen.Max, seen.P50));
    }

    [Fact]
    public void Wrong_answers_have_their_time_and_missing_ones_do_not()
    {
        Ended(TimeSpan.FromSeconds(3), failure: "503 Service Unavailable");
        Ended(TimeSpan.FromSeconds(9), trouble: "connection refused");

        var seen = recorder.Sums();

        Assert.Equal((2L, 2L, 1L, TimeSpan.FromSeconds(3)), (seen.All.Ended, seen.All.Failed, seen.All.Response.Count, seen.All.Response.Max));
        Assert.Equal(("503 Service Unavailable", 1L), (seen.FirstFailure, seen.Failures["connection refused"]));
    }

    [Fact]
    public void Sums_do_not_grow_when_they_are_asked_for_twice()
    {
        Ended(TimeSpan.FromSeconds(1));

        Assert.Equal(recorder.Sums().All.Ended, recorder.Sums().All.Ended);
        Assert.Equal(1, recorder.Sums().All.Response.Count);
    }

    [Fact]
    public void Kinds_of_failures_are_bounded()
    {
        foreach (var number in Enumerable.Range(0, 1000))
        {
            Ended(TimeSpan.FromSeconds(1), failure: $"kind {number}");
        }

        var seen = recorder.Sums().Failures;

        Assert.Equal((51, 950), (seen.Count, seen["other failures"]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100)]
    public void Times_beyond_the_histogram_do_no_harm(double hours)
    {
        Ended(TimeSpan.FromHours(hours));

        Assert.Equal(TimeSpan.FromHours(Math.Max(0, hours)), recorder.Sums().All.Response.Max);
    }

    void Ended(TimeSpan time, string? trouble = null, string? failure = null) =>
        recorder.Ended(new EndedRequest(0, trouble is null ? 200 : 0, time, time, TimeSpan.Zero), trouble ?? failure);
}
