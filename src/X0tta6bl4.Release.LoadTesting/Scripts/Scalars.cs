using System.Globalization;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads scalars of a script's head. Numbers may stand in quotes, because templates do.</summary>
internal static class Scalars
{
    /// <summary>Longest time that a script may name.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A text that is not empty; null when it is none.</summary>
    public static string? Text(ScriptReading reading, YamlElement element)
    {
        if (element is YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            var text = reading.HeadText(scalar);
            if (text.Length > 0)
            {
                return text;
            }
        }

        reading.Findings.AddWrong(element, "a text");
        return null;
    }

    /// <summary>A number in a range; null when it is none.</summary>
    public static double? Number(ScriptReading reading, YamlElement element, double least, double greatest)
    {
        if (NumberOf(reading, element) is { } number && number >= least && number <= greatest)
        {
            return number;
        }

        reading.Findings.AddWrong(element, string.Create(CultureInfo.InvariantCulture, $"a number, {least} to {greatest}"));
        return null;
    }

    /// <summary>A whole number in a range; null when it is none.</summary>
    public static int? Whole(ScriptReading reading, YamlElement element, int least, int greatest)
    {
        if (NumberOf(reading, element) is { } number && number >= least && number <= greatest && double.IsInteger(number))
        {
            return (int)number;
        }

        reading.Findings.AddWrong(element, string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} to {greatest}"));
        return null;
    }

    /// <summary>True or false; null when it is neither.</summary>
    public static bool? Truth(ScriptReading reading, YamlElement element)
    {
        if (element is YamlElement.Scalar { ScalarKind: ScalarKind.Truth } scalar)
        {
            return scalar.Text[0] is 't' or 'T';
        }

        reading.Findings.AddWrong(element, "true or false");
        return null;
    }

    /// <summary>A time of more than nothing: seconds, or with a unit; null when it is none.</summary>
    public static TimeSpan? Time(ScriptReading reading, YamlElement element)
    {
        if (element is YamlElement.Scalar scalar && TimeText.Read(reading.HeadText(scalar)) is { } time && time > TimeSpan.Zero && time <= Longest)
        {
            return time;
        }

        reading.Findings.AddWrong(element, "a time above 0, at most a day: seconds, or such as \"500ms\", \"30s\", \"5m\", \"1h\"");
        return null;
    }

    static double? NumberOf(ScriptReading reading, YamlElement element) =>
        element is YamlElement.Scalar { ScalarKind: ScalarKind.Number or ScalarKind.Text } scalar
        && double.TryParse(reading.HeadText(scalar), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
