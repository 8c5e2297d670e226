using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class ExpectedJsonTests
{
    const string Text = """{ "status": "completed", "count": 2, "ok": true, "none": null, "keys": [ { "id/x": "a~b" } ], "empty": {} }""";

    [Theory]
    [InlineData("/status", "completed")]
    [InlineData("/status", "*")]
    [InlineData("/count", "2")]
    [InlineData("/ok", "true")]
    [InlineData("/keys/0/id~1x", "a~b")]
    [InlineData("/empty", "{}")]
    public void What_is_there_is_as_expected(string place, string value) => Assert.Null(ExpectedJson.Difference([new JsonExpectation(place, value)], Text));

    [Theory]
    [InlineData("/status", "failed", "/status of its JSON is 'completed', wanted 'failed'")]
    [InlineData("/missing", "*", "its JSON has no /missing")]
    [InlineData("/none", "*", "its JSON has no /none")]
    [InlineData("/keys/1", "*", "its JSON has no /keys/1")]
    [InlineData("/keys/-1", "*", "its JSON has no /keys/-1")]
    [InlineData("/status/deeper", "*", "its JSON has no /status/deeper")]
    public void What_differs_is_said(string place, string value, string difference) => Assert.Equal(difference, ExpectedJson.Difference([new JsonExpectation(place, value)], Text));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    public void Another_text_is_no_JSON(string text) => Assert.Equal("it is no JSON", ExpectedJson.Difference([new JsonExpectation("/status", "*")], text));

    [Fact]
    public void Nothing_expected_is_content_with_anything() => Assert.Null(ExpectedJson.Difference([], "<html>"));
}
