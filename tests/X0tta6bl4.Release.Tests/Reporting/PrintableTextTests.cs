using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("2 of 3 updated <&>", "2 of 3 updated <&>")]
    [InlineData("Привет, שלום, 🙂", "Привет, שלום, 🙂")]
    [InlineData("a\tb\nc", "a\tb\nc")]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    [InlineData("\u001b[31mred\u0000", "␛[31mred␀")]
    [InlineData("\u0085\u009b", "\n[U+009B]")]
    [InlineData("safe\u202Egnp.exe\u2069", "safe[U+202E]gnp.exe[U+2069]")]
    [InlineData("half\uFFFE\uFFFF", "half\uFFFD\uFFFD")]
    public void What_is_invisible_or_forbidden_is_shown_by_a_sign(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text));

    [Fact]
    public void Half_a_character_is_shown_as_what_it_is() => Assert.Equal("a\uFFFDb\uFFFD", PrintableText.Of("a\uD83Db\uDE42"));
}
