using System.Text.RegularExpressions;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Regular expressions of scripts. None may run for long: those that can run in linear time do, and all have a limit.</summary>
internal static class Patterns
{
    /// <summary>How long one match may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads an expression; null when it is none, which is then among the findings.</summary>
    /// <param name="reading">What readers share.</param>
    /// <param name="element">The expression.</param>
    /// <param name="options">How it matches.</param>
    public static Regex? Read(ScriptReading reading, YamlElement element, RegexOptions options)
    {
        if (element is not YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            reading.Findings.AddWrong(element, "a regular expression");
            return null;
        }

        if (scalar.Text.Contains("{{", StringComparison.Ordinal))
        {
            reading.Findings.Add(scalar.At, "a regular expression cannot be a template");
            return null;
        }

        try
        {
            return Make(scalar.Text, options | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException wrong)
        {
            reading.Findings.Add(scalar.At, $"'{scalar.Text}' is no regular expression: {wrong.Message.TrimEnd('.')}");
            return null;
        }
    }

    static Regex Make(string text, RegexOptions options)
    {
        try
        {
            return new Regex(text, options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            // It looks around or refers back, which needs the other matcher.
            return new Regex(text, options, Limit);
        }
    }
}
