namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What the lines and colours of a chart mean.</summary>
static class Legend
{
    /// <summary>A sample of each with its meaning.</summary>
    /// <param name="keys">Name of each sample in the style, and its meaning.</param>
    public static Markup Of(params IEnumerable<(string Sample, string Meaning)> keys) =>
        Markup.Of($"<ul class=\"legend\">{keys.Select(key => Markup.Of($"<li><span class=\"key {key.Sample}\"></span>{key.Meaning}</li>"))}</ul>\n");
}
