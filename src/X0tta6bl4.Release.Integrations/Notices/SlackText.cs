using System.Text.Json;

namespace X0tta6bl4.Release.Integrations.Notices;

/// <summary>Notices as Slack wants them. Pure.</summary>
internal static class SlackText
{
    /// <summary>More than this is cut.</summary>
    public const int Longest = 3000;

    /// <summary>A text that Slack shows as it is.</summary>
    public static string Of(string text) => Escaped(Cut(text));

    /// <summary>The message with a text, as JSON.</summary>
    public static byte[] Message(string text) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["text"] = Of(text) });

    static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = Longest - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    // Between angle brackets Slack has links and calls to everybody; what an error message quotes must not become one.
    static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
