using System.Globalization;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Parameters;

/// <summary>Durations as runbook and command line write them: whole hours, minutes and seconds, such as <c>30s</c>, <c>10m</c>, <c>2h</c> or <c>1h30m</c>.</summary>
public static partial class DurationText
{
    /// <summary>The grammar, as a regular expression that JSON Schema understands too.</summary>
    internal const string Pattern = "^([0-9]{1,3}h([0-9]{1,4}m)?([0-9]{1,5}s)?|[0-9]{1,4}m([0-9]{1,5}s)?|[0-9]{1,5}s)$";

    /// <summary>Reads a duration; false when the text is none.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        var match = Grammar().Match(text ?? "");
        duration = !match.Success ? TimeSpan.Zero
            : TimeSpan.FromSeconds((Number(match.Groups["h"]) * 3600) + (Number(match.Groups["m"]) * 60) + Number(match.Groups["s"]));
        return match.Success;
    }

    /// <summary>Writes a duration in the shortest form, rounded down to whole seconds; <c>0s</c> for none.</summary>
    public static string Format(TimeSpan duration)
    {
        var hours = duration.Ticks / TimeSpan.TicksPerHour;
        var parts = (hours > 0 ? $"{hours}h" : "") + (duration.Minutes > 0 ? $"{duration.Minutes}m" : "") + (duration.Seconds > 0 ? $"{duration.Seconds}s" : "");
        return parts.Length > 0 ? parts : "0s";
    }

    static long Number(Group group) => group.Success ? long.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?!\z)((?<h>[0-9]{1,3})h)?((?<m>[0-9]{1,4})m)?((?<s>[0-9]{1,5})s)?\z")]
    private static partial Regex Grammar();
}
