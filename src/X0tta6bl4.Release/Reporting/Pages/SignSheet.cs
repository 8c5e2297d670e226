namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>The signs of a page, drawn once: a tick, a cross, a question mark, a dash, each in a shape of its own, so that they differ without colour and on every machine alike.</summary>
static class SignSheet
{
    public static Markup Markup { get; } = Pages.Markup.Of($"""
        <svg class="defs" aria-hidden="true"><defs>
        <symbol id="good" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="currentColor"/><path d="M4.2 8.4l2.6 2.6 5-5.6" class="cut"/></symbol>
        <symbol id="bad" viewBox="0 0 16 16"><path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z" fill="currentColor"/><path d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6" class="cut"/></symbol>
        <symbol id="doubt" viewBox="0 0 16 16"><path d="M8 0l8 8-8 8-8-8z" fill="currentColor"/><path d="M8 3.8v4.8m0 2v1.6" class="cut"/></symbol>
        <symbol id="none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" stroke-width="2"/><path d="M4.8 8h6.4" fill="none" stroke="currentColor" stroke-width="2"/></symbol>
        {new[] { "good", "bad", "doubt", "none" }.Select(Stripes)}</defs></svg>

        """);

    // A pattern takes the colour of where it stands, not of what it fills.
    static Markup Stripes(string tone) =>
        Pages.Markup.Of($"<pattern id=\"stripes-{tone}\" class=\"{tone}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\" class=\"stripe\"/></pattern>\n");
}
