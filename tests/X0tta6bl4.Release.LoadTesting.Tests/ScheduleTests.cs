namespace X0tta6bl4.Release.LoadTesting.Tests;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(10, 0, 1, 10)]
    [InlineData(200, 2, 30, 6400)]
    [InlineData(1.1, 0, 10, 11)]
    [InlineData(0.1, 0, 30, 3)]
    [InlineData(3, 0, 0.5, 2)]
    [InlineData(0.01, 0, 1, 1)]
    [InlineData(7, 0.3, 0.7, 8)]
    [InlineData(10_000, 2, 600, 6_020_000)]
    public void As_many_are_due_as_rate_and_time_say(double rate, double warmUp, double duration, long count) =>
        Assert.Equal(count, new Schedule(rate, TimeSpan.FromSeconds(warmUp), TimeSpan.FromSeconds(duration)).Count);

    [Fact]
    public void Distances_are_equal_and_errors_do_not_add_up()
    {
        var schedule = new Schedule(3, TimeSpan.Zero, TimeSpan.FromHours(24));

        Assert.Equal(["00:00:00", "00:00:00.3333333", "00:00:00.6666667", "00:00:01"], Enumerable.Range(0, 4).Select(index => schedule.Due(index).ToString()));
        Assert.Equal(TimeSpan.FromHours(24), schedule.Due(3 * 24 * 3600));
    }

    [Fact]
    public void Warm_up_comes_first_and_does_not_count()
    {
        var schedule = new Schedule(2, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1));

        Assert.Equal([false, false, false, true, true], Enumerable.Range(0, (int)schedule.Count).Select(index => schedule.Counts(index)));
    }
}
