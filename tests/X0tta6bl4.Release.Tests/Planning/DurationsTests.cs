using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.44, "0.4 s")]
    [InlineData(12, "12 s")]
    [InlineData(59.7, "1 min")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(600, "10 min")]
    [InlineData(3600, "1 h")]
    [InlineData(8130, "2 h 15 min")]
    [InlineData(180000, "50 h")]
    public void Durations_read_like_this(double seconds, string text) => Assert.Equal(text, Durations.Text(TimeSpan.FromSeconds(seconds)));
}
