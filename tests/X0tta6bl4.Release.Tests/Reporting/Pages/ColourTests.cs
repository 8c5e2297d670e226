using System.Globalization;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Reporting.Pages;

namespace X0tta6bl4.Release.Tests.Reporting.Pages;

/// <summary>The contrast that WCAG 2.2 asks for at level AA, computed from the style itself.</summary>
public sealed partial class ColourTests
{
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Every_text_stands_out_from_its_ground(string theme)
    {
        var colours = Colours(theme);
        string[] texts = ["ink", "soft", "link", "good", "bad", "doubt", "none"];
        (string Text, string Ground)[] pairs =
        [
            .. texts.Select(text => (text, "paper")), ("ink", "shade"), ("soft", "shade"), ("paper", "ink"),
            .. new[] { "good", "bad", "doubt", "none" }.SelectMany(tone => new[] { (tone, $"{tone}-tint"), ("ink", $"{tone}-tint") }),
        ];

        Assert.All(pairs, pair => Assert.True(Contrast(colours[pair.Text], colours[pair.Ground]) >= 4.5, $"{theme}: {pair.Text} on {pair.Ground} has {Contrast(colours[pair.Text], colours[pair.Ground]):0.00}"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Every_line_and_bar_of_a_chart_stands_out_from_its_ground(string theme)
    {
        var colours = Colours(theme);
        colours["rate"] = Mix(colours["link"], colours["paper"], RateOpacity());
        string[] tones = ["good", "bad", "doubt", "none"];
        (string Line, string Ground)[] pairs =
        [
            .. new[] { "link", "none", "soft", "bad", "rate" }.Select(line => (line, "paper")), ("link", "shade"), ("none", "shade"), ("link", "spread"), ("none", "spread"),
            .. tones.SelectMany(tone => new[] { (tone, "shade"), (tone, "bad-tint") }), ("soft", "bad-tint"),
        ];

        Assert.All(pairs, pair => Assert.True(Contrast(colours[pair.Line], colours[pair.Ground]) >= 3, $"{theme}: {pair.Line} on {pair.Ground} has {Contrast(colours[pair.Line], colours[pair.Ground]):0.00}"));
    }

    [Fact]
    public void Both_themes_have_the_same_colours() => Assert.Equal(Colours("light").Keys.Order(StringComparer.Ordinal), Colours("dark").Keys.Order(StringComparer.Ordinal));

    // The first block of the style is light, the second one dark.
    static Dictionary<string, string> Colours(string theme)
    {
        var block = Root().Matches(PageResource.Style.Text)[theme == "light" ? 0 : 1].Value;
        return Colour().Matches(block).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
    }

    static double RateOpacity() => double.Parse(Opacity().Match(PageResource.Style.Text).Groups["value"].Value, CultureInfo.InvariantCulture);

    static string Mix(string above, string below, double opacity) => string.Concat(Enumerable.Range(0, 3).Select(index =>
        ((int)Math.Round((Part(above, index) * opacity) + (Part(below, index) * (1 - opacity)))).ToString("x2", CultureInfo.InvariantCulture)));

    static int Part(string colour, int index) => int.Parse(colour.AsSpan(index * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(index => Part(colour, index) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex(@"\.rate \{ fill: var\(--link\); fill-opacity: (?<value>[.\d]+);", RegexOptions.ExplicitCapture)]
    private static partial Regex Opacity();

    [GeneratedRegex(@"--(?<name>[\w-]+): #(?<value>[0-9a-f]{6});", RegexOptions.ExplicitCapture)]
    private static partial Regex Colour();
}
