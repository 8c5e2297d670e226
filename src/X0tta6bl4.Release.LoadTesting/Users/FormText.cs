using System.Text;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Names and values as forms and queries carry them (application/x-www-form-urlencoded).</summary>
internal static class FormText
{
    const string Plain = "*-._";

    /// <summary>All pairs, joined by <c>&amp;</c>.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in pairs)
        {
            if (text.Length > 0)
            {
                text.Append('&');
            }

            Append(text, name);
            text.Append('=');
            Append(text, value);
        }

        return text.ToString();
    }

    static void Append(StringBuilder text, string part)
    {
        foreach (var letter in Encoding.UTF8.GetBytes(part))
        {
            if (char.IsAsciiLetterOrDigit((char)letter) || Plain.Contains((char)letter, StringComparison.Ordinal))
            {
                text.Append((char)letter);
            }
            else if (letter == ' ')
            {
                text.Append('+');
            }
            else
            {
                text.Append('%').Append(letter.ToString("X2", null));
            }
        }
    }
}
