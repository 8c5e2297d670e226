using System.Text;

namespace Nuke.Common.Parameters;

/// <summary>Names of parameters: they compare without dashes, underscores and case.</summary>
internal static class ParameterNames
{
    /// <summary>The form in which names are compared: letters and digits only, lower case.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
                key.Append(char.ToLowerInvariant(character));
        }

        return key.ToString();
    }

    /// <summary>As written on the command line: <c>ApiKey</c> becomes <c>--api-key</c>.</summary>
    public static string Option(string name) => "--" + Split(name, '-', char.ToLowerInvariant);

    /// <summary>As written in the environment: <c>ApiKey</c> becomes <c>API_KEY</c>.</summary>
    public static string Variable(string name) => Split(name, '_', char.ToUpperInvariant);

    static string Split(string name, char separator, Func<char, char> shape)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0
                && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))))
                text.Append(separator);
            text.Append(shape(name[index]));
        }

        return text.ToString();
    }
}
