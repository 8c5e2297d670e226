using System.Text.Json;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Tests.Parameters;

public sealed class SecretTests
{
    static readonly Secret Secret = new("hunter2");

    [Fact]
    public void It_prints_stars_however_it_is_printed() =>
        Assert.Equal("*** ***", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Secret} {string.Join(',', [Secret])}"));

    [Fact]
    public void It_does_not_get_into_JSON() => Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(Secret), StringComparison.Ordinal);

    [Fact]
    public void It_is_there_for_the_one_call_that_needs_it() => Assert.Equal("hunter2", Secret.Reveal());
}
