using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Where a value lies in another one: <c>user.roles[0].name</c>, <c>items["first name"]</c>.</summary>
/// <param name="Text">The path as written.</param>
/// <param name="Keys">Its keys and indexes, at least one; the first names a variable.</param>
internal sealed record VariablePath(string Text, ImmutableArray<string> Keys)
{
    /// <summary>The variable's name.</summary>
    public string Root => Keys[0];

    /// <summary>Reads a path; null when it is none.</summary>
    public static VariablePath? Read(string text)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        while (at < text.Length)
        {
            var key = text[at] == '[' ? InBrackets(text, ref at) : Bare(text, ref at, isFirst: keys.Count == 0);
            if (key is null)
            {
                return null;
            }

            keys.Add(key);
        }

        return keys.Count == 0 ? null : new VariablePath(text, keys.ToImmutable());
    }

    /// <summary>What lies below a value; undefined when there is nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="from">The first key to follow: 1 where the value is the variable's, 0 where the whole path lies in it.</param>
    public JsonElement Below(JsonElement value, int from)
    {
        for (var i = from; i < Keys.Length; i++)
        {
            value = Child(value, Keys[i]);
        }

        return value;
    }

    static JsonElement Child(JsonElement value, string key) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty(key, out var child) => child,
        JsonValueKind.Array when key == "length" => JsonValues.Of(value.GetArrayLength()),
        JsonValueKind.Array when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength() => value[index],
        _ => default,
    };

    static string? Bare(string text, ref int at, bool isFirst)
    {
        if (!isFirst)
        {
            if (text[at] != '.')
            {
                return null;
            }

            at++;
        }

        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '$' or '-'))
        {
            at++;
        }

        return at == start ? null : text[start..at];
    }

    static string? InBrackets(string text, ref int at)
    {
        var end = text.IndexOf(']', at);
        if (end < 0)
        {
            return null;
        }

        var inside = text[(at + 1)..end].Trim();
        at = end + 1;
        return inside.Length >= 2 && inside[0] is '"' or '\'' && inside[^1] == inside[0]
            ? inside[1..^1]
            : inside.Length > 0 && inside.All(char.IsAsciiDigit) ? inside : null;
    }
}
