using System.Globalization;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A scale of values as it is drawn: a line at each round value, its label left of it.</summary>
static class Levels
{
    /// <summary>The lines and their labels.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="top">Pixels above the panel.</param>
    /// <param name="height">Height of the panel in pixels.</param>
    /// <param name="label">A value in words.</param>
    public static Markup Of(ValueScale scale, int top, int height, Func<double, string> label) => Markup.Of(scale.Ticks.Select(tick =>
    {
        var y = top + ((1 - scale.At(tick)) * height);
        return Markup.Of($"<line class=\"level\" x2=\"100%\" y1=\"{Pixels(y)}\" y2=\"{Pixels(y)}\"/><text x=\"-8\" y=\"{Pixels(y + 4)}\" text-anchor=\"end\">{label(tick)}</text>");
    }));

    /// <summary>A place in pixels.</summary>
    public static string Pixels(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
