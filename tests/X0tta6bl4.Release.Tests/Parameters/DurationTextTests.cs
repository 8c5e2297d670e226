using CsCheck;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Tests.Parameters;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h0m5s", 3605)]
    [InlineData("0s", 0)]
    [InlineData("90m", 5400)]
    public void Durations_are_hours_minutes_and_seconds(string text, int seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("1.5h")]
    [InlineData("-1s")]
    [InlineData("1m1h")]
    [InlineData("1 h")]
    [InlineData("30s\n")]
    [InlineData("99999999999999s")]
    public void Anything_else_is_none(string? text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void What_is_written_reads_back() =>
        Gen.Int[0, 3_000_000].Sample(seconds => DurationText.TryParse(DurationText.Format(TimeSpan.FromSeconds(seconds)), out var read) && read.TotalSeconds == seconds);
}
