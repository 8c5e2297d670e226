using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>Makers of the single values that a runbook has.</summary>
internal static class Scalars
{
    /// <summary>A text that matches a pattern. A wrong text is kept, so that what refers to it still finds it.</summary>
    /// <param name="wanted">What is wanted, with an example.</param>
    /// <param name="pattern">Regular expression in the part of the syntax that .NET and JSON Schema share.</param>
    /// <param name="most">Most characters.</param>
    /// <param name="discreet">True for a value that may be a misplaced secret: no message repeats it.</param>
    public static ScalarShape<string> Text(string wanted, string pattern, int most = 253, bool discreet = false)
    {
        var regex = new Regex(pattern.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.CultureInvariant);
        return new ScalarShape<string>
        {
            Wanted = wanted,
            Instead = "",
            Parse = text => (text, regex.IsMatch(text) && text.Length <= most ? null : $"{(discreet ? "this" : $"'{text}'")} is not {wanted}"),
            Format = value => value,
            Describe = () => new JsonObject { ["type"] = "string", ["pattern"] = pattern, ["maxLength"] = most },
        };
    }

    /// <summary>A text made into another type.</summary>
    public static ScalarShape<T> Parsed<T>(ScalarShape<string> text, Func<string, T?> parse, Func<T, string> format, T instead)
        where T : class => new()
        {
            Wanted = text.Wanted,
            Instead = instead,
            Parse = written => parse(written) is { } value && text.Parse(written).Wrong is null ? (value, null) : (instead, $"'{written}' is not {text.Wanted}"),
            Format = value => format(value),
            Describe = text.Describe,
        };

    /// <summary>A whole number within limits.</summary>
    public static ScalarShape<int> Integer(string wanted, int least, int most) => new()
    {
        Wanted = wanted,
        Kind = ScalarKind.Number,
        Instead = least,
        Parse = text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? (value, null)
            : (least, $"{text} is not {wanted}"),
        Format = value => value,
        Describe = () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
    };

    /// <summary>True or false.</summary>
    public static ScalarShape<bool> Truth() => new()
    {
        Wanted = "true or false",
        Kind = ScalarKind.Truth,
        Instead = false,
        Parse = text => (text is ['t' or 'T', ..], null),
        Format = value => value,
        Describe = () => new JsonObject { ["type"] = "boolean" },
    };

    /// <summary>A duration.</summary>
    /// <param name="zero">Whether zero is allowed.</param>
    public static ScalarShape<TimeSpan> Duration(bool zero = false) => new()
    {
        Wanted = "a duration such as 30s, 10m, 2h or 1h30m",
        Instead = TimeSpan.FromMinutes(1),
        Parse = text => !DurationText.TryParse(text, out var value) ? (TimeSpan.FromMinutes(1), $"'{text}' is not a duration; write hours, minutes and seconds, such as 30s, 10m, 2h or 1h30m")
            : value == TimeSpan.Zero && !zero ? (TimeSpan.FromMinutes(1), $"'{text}' is no time at all; a duration above zero is needed")
            : (value, null),
        Format = value => DurationText.Format(value),
        Describe = () => new JsonObject { ["type"] = "string", ["pattern"] = DurationText.Pattern, ["examples"] = new JsonArray("30s", "10m", "1h30m") },
    };

    /// <summary>One of some words.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="words">The words and their values; the first stands in for a wrong one.</param>
    public static ScalarShape<T> Word<T>(string wanted, params (string Word, T Value)[] words)
    {
        var allowed = string.Join(", ", words.Select(word => word.Word));
        return new ScalarShape<T>
        {
            Wanted = $"{wanted} ({allowed})",
            Instead = words[0].Value,
            Parse = text => words.Where(word => word.Word == text).Select(word => (word.Value, (string?)null))
                .FirstOrDefault((words[0].Value, $"'{text}' is not {wanted}; allowed: {allowed}")),
            Format = value => words.First(word => Equals(word.Value, value)).Word,
            Describe = () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word.Word))]) },
        };
    }
}
