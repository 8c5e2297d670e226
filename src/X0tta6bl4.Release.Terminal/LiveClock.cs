using System.Globalization;

namespace X0tta6bl4.Release.Terminal;

/// <summary>Durations as a clock shows them: narrow, and of the same form from second to second.</summary>
static class LiveClock
{
    /// <summary><c>0:07</c>, <c>12:34</c>, <c>1:02:03</c>; whole seconds, and <c>0:00</c> below zero.</summary>
    public static string Text(TimeSpan duration)
    {
        var seconds = (long)Math.Max(0, Math.Floor(duration.TotalSeconds));
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }
}
