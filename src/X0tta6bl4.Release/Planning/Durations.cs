using System.Globalization;

namespace X0tta6bl4.Release.Planning;

/// <summary>Durations as people read them.</summary>
public static class Durations
{
    /// <summary><c>0.4 s</c>, <c>12 s</c>, <c>10 min</c>, <c>1 min 30 s</c>, <c>2 h 15 min</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(10))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s");
        }

        var whole = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        var hours = (int)whole.TotalHours;
        return string.Join(' ', new[]
        {
            hours > 0 ? $"{hours} h" : "",
            whole.Minutes > 0 ? $"{whole.Minutes} min" : "",
            whole.Seconds > 0 && hours == 0 ? $"{whole.Seconds} s" : "",
        }.Where(part => part.Length > 0));
    }
}
