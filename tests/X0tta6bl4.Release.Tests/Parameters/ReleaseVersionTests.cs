using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Tests.Parameters;

public sealed class ReleaseVersionTests
{
    [Theory]
    [InlineData("2.3.1")]
    [InlineData("0.0.0")]
    [InlineData("10.20.30-rc.1")]
    [InlineData("1.0.0-alpha-1.x-y")]
    [InlineData("1.0.0-20260102030405")]
    public void A_semantic_version_is_taken_as_written(string text)
    {
        Assert.True(ReleaseVersion.TryParse(text, out var version));
        Assert.Equal(text, version.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("banana")]
    [InlineData("2.3")]
    [InlineData("2.3.1.0")]
    [InlineData("v2.3.1")]
    [InlineData("2.03.1")]
    [InlineData("2.3.-1")]
    [InlineData("2.3.1-")]
    [InlineData("2.3.1-rc..1")]
    [InlineData("2.3.1-01")]
    [InlineData("2.3.1+build")]
    [InlineData(" 2.3.1")]
    [InlineData("2.3.1234567890")]
    public void Anything_else_is_refused(string? text) => Assert.False(ReleaseVersion.TryParse(text, out _));

    [Fact]
    public void What_no_tag_can_hold_is_refused() => Assert.False(ReleaseVersion.TryParse("2.3.1-" + new string('a', 123), out _));
}
