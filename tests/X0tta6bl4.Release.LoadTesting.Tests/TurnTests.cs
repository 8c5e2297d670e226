namespace X0tta6bl4.Release.LoadTesting.Tests;

public sealed class TurnTests
{
    [Theory]
    [InlineData(100, 100, 0, 100, 0)]
    [InlineData(100, 103, 0, 105, 5)]
    [InlineData(100, 100, 900, 900, 0)]
    [InlineData(100, 103, 900, 901, 4)]
    public void The_generators_lag_is_late_noticing_and_slow_sending_but_no_waiting_for_a_connection(int due, int queued, int freeSince, int now, int lag) =>
        Assert.Equal(Ms(lag), new Turn(Ms(due), Ms(queued), Counts: true).Lag(Ms(freeSince), Ms(now)));

    static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
