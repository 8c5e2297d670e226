using System.Globalization;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A scale of time as it is drawn: labels above or below, and lines through whatever stands on it.</summary>
static class TimeAxis
{
    /// <summary>The labels.</summary>
    public static Markup Of(TimeScale scale) =>
        Markup.Of($"<svg class=\"axis\" role=\"img\" aria-label=\"Times of day, UTC\">{scale.Ticks().Select(tick => Markup.Of($"<text x=\"{Percent(tick.At)}\" y=\"14\"{Markup.If(tick.At > 0.04, $" text-anchor=\"middle\"")}>{tick.Text}</text>"))}</svg>");

    /// <summary>The lines and pauses, drawn once and used wherever they are needed.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="id">Name under which they are used.</param>
    /// <param name="behind">What is drawn behind the lines.</param>
    public static Markup Grid(TimeScale scale, string id, Markup behind = default) => Markup.Of($"""
        <svg class="defs" aria-hidden="true"><defs><g id="{id}">{behind}{scale.Ticks().Select(tick => Markup.Of($"<line x1=\"{Percent(tick.At)}\" x2=\"{Percent(tick.At)}\" y2=\"100%\"/>"))}{scale.Pauses.Select(pause => Markup.Of($"<rect class=\"pause\" x=\"{Percent(pause.Left)}\" width=\"{Percent(pause.Right - pause.Left)}\" height=\"100%\"/>"))}</g></defs></svg>

        """);

    /// <summary>A share of a width, as drawings take it.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
