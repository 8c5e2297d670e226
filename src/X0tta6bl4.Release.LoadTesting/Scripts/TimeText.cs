using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Times as Artillery writes them: seconds, or a number and a unit, such as <c>1.5</c>, <c>500ms</c>, <c>5 min</c>.</summary>
internal static class TimeText
{
    /// <summary>The time; null when the text is none, or beyond 30 days.</summary>
    public static TimeSpan? Read(string text)
    {
        var trimmed = text.Trim();
        var digits = trimmed.AsSpan().IndexOfAnyExcept("0123456789.");
        var number = digits < 0 ? trimmed : trimmed[..digits];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && Milliseconds(digits < 0 ? "s" : trimmed[digits..].Trim()) is { } unit && value * unit <= TimeSpan.MillisecondsPerDay * 30.0
                ? TimeSpan.FromTicks((long)(value * unit * TimeSpan.TicksPerMillisecond))
                : null;
    }

    static double? Milliseconds(string unit) => unit.ToLowerInvariant() switch
    {
        "ms" or "msec" or "msecs" or "millisecond" or "milliseconds" => 1,
        "s" or "sec" or "secs" or "second" or "seconds" => 1000,
        "m" or "min" or "mins" or "minute" or "minutes" => 60_000,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3_600_000,
        "d" or "day" or "days" => 86_400_000,
        _ => null,
    };
}
