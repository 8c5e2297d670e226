using System.ComponentModel;
using System.Globalization;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>Turns words into values.</summary>
internal static class ParameterConversion
{
    /// <summary>Converts what was given, or says in one line what is wrong with it.</summary>
    public static bool TryConvert(RawValue raw, Type type, char? separator, out object? value, out string problem)
    {
        (value, problem) = (null, "");
        var element = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        var words = separator is { } character
            ? [.. raw.Values.SelectMany(word => word.Split(character, StringSplitOptions.RemoveEmptyEntries))]
            : raw.Values;
        if (type.IsArray)
            return TryArray(words, element, raw, out value, out problem);
        if (words.Length == 0 && element == typeof(bool))
        {
            value = true;
            return true;
        }

        if (words.Length == 1)
            return TryElement(words[0], element, raw, out value, out problem);
        problem = words.Length == 0 ? $"{raw.Source} needs a value." : TooMany(words.Length, raw, element);
        return false;
    }

    public static object? ConvertOrThrow(RawValue raw, Type type, char? separator) =>
        TryConvert(raw, type, separator, out var value, out var problem) ? value : throw new UsageException(problem);

    public static string NotAllowed(RawValue raw, string word, IReadOnlyCollection<string> allowed) =>
        $"{raw.Source} is '{word}'.{Suggestion.For(word, allowed)} Allowed: {string.Join(", ", allowed)}.";

    static string TooMany(int count, RawValue raw, Type element) =>
        element == typeof(bool)
            ? $"{raw.Source} is a switch and takes no list: {string.Join(' ', raw.Values)}. Name targets before the options."
            : $"{raw.Source} takes one value, but {count} are given: {string.Join(' ', raw.Values)}. Name targets before the options.";

    static bool TryArray(IReadOnlyList<string> words, Type element, RawValue raw, out object? value, out string problem)
    {
        problem = "";
        var array = Array.CreateInstance(element, words.Count);
        value = array;
        for (var index = 0; index < words.Count; index++)
        {
            if (!TryElement(words[index], element, raw, out var item, out problem))
                return false;
            array.SetValue(item, index);
        }

        return true;
    }

    static bool TryElement(string word, Type type, RawValue raw, out object? value, out string problem)
    {
        problem = "";
        value = type == typeof(string) ? word
            : type == typeof(bool) ? bool.TryParse(word, out var truth) ? truth : null
            : type.IsEnum ? ParseEnum(word, type)
            : type == typeof(AbsolutePath) ? AbsolutePath.Create(Path.GetFullPath(word, raw.Directory))
            : ParseOther(word, type);
        if (value is not null)
            return true;
        var allowed = type == typeof(bool) ? ["true", "false"] : type.IsEnum ? Enum.GetNames(type) : [];
        problem = allowed.Length == 0
            ? $"{raw.Source} is '{word}', which is no {type.Name}."
            : NotAllowed(raw, word, allowed) + (type == typeof(bool) ? " Name targets before the options." : "");
        return false;
    }

    static object? ParseEnum(string word, Type type) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : null;

    static object? ParseOther(string word, Type type)
    {
        try
        {
            return typeof(IConvertible).IsAssignableFrom(type)
                ? Convert.ChangeType(word, type, CultureInfo.InvariantCulture)
                : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(word);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException
            or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
