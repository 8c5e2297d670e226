namespace X0tta6bl4.Release.Targets.Tests;

public sealed class SpokenLanguageTests
{
    [Theory]
    // What is asked for counts.
    [InlineData("ru", "", "", "", "", "ru")]
    [InlineData("en", "ru_RU.UTF-8", "", "ru_RU.UTF-8", "", "en")]
    [InlineData("klingon", "", "", "", "", null)]
    // Else the system's, the first of its variables that says something.
    [InlineData(null, "", "", "", "", "en")]
    [InlineData(null, "", "", "ru_RU.UTF-8", "", "ru")]
    [InlineData(null, "", "ru_RU.UTF-8", "en_US.UTF-8", "", "ru")]
    [InlineData(null, "C", "ru_RU.UTF-8", "ru_RU.UTF-8", "", "en")]
    [InlineData(null, "", "", "C.UTF-8", "ru", "en")]
    [InlineData(null, "", "", "de_DE.UTF-8", "", "en")]
    // GNU's list, which an engine takes for the option.
    [InlineData(null, "", "", "en_US.UTF-8", "ru:en", "ru")]
    [InlineData("ru:en", "", "", "en_US.UTF-8", "ru:en", "ru")]
    [InlineData("en_US:en", "", "", "en_US.UTF-8", "en_US:en", "en")]
    [InlineData("de:ru", "", "", "de_DE.UTF-8", "de:ru", "ru")]
    [InlineData("", "", "", "en_US.UTF-8", "", "en")]
    public void It_is_the_one_that_was_asked_for_or_the_system_s(string? asked, string all, string messages, string lang, string list, string? spoken) => Assert.Equal(
        spoken, SpokenLanguage.Of(asked, name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, "LANG" => lang, "LANGUAGE" => list, _ => null })?.Language);
}
