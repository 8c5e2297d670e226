using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Reads templates in Artillery's notation: <c>{{ name }}</c>, <c>{{ a.b[0] }}</c>, <c>{{ $randomNumber(1, 6) }}</c>.</summary>
internal static class TemplateParser
{
    /// <summary>Longest random text that a script may ask for.</summary>
    public const int LongestRandom = 65536;

    /// <summary>Most a random number can be; beyond it, JavaScript counts no more by ones.</summary>
    const long GreatestNumber = 9_007_199_254_740_991;

    static readonly ImmutableArray<string> Functions = ["$randomNumber", "$randomString"];

    /// <summary>Reads a template; null when its notation is broken, and then why.</summary>
    public static (Template? Template, string Problem, string Hint) Read(string text)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var triple = string.CompareOrdinal(text, open, "{{{", 0, 3) == 0 && text.IndexOf("}}}", open, StringComparison.Ordinal) >= 0;
            var braces = triple ? 3 : 2;
            var close = text.IndexOf(triple ? "}}}" : "}}", open + braces, StringComparison.Ordinal);
            if (close < 0)
            {
                return (null, "'{{' has no '}}'", "write {{ name }}");
            }

            AddLiteral(parts, text[at..open]);
            var (part, problem, hint) = ReadPlaceholder(text[(open + braces)..close].Trim());
            if (part is null)
            {
                return (null, problem, hint);
            }

            parts.Add(part);
            at = close + braces;
        }

        AddLiteral(parts, text[at..]);
        return (new Template(text, parts.Count == 0 ? [new TemplatePart.Literal("")] : parts.ToImmutable()), "", "");
    }

    static void AddLiteral(ImmutableArray<TemplatePart>.Builder parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new TemplatePart.Literal(text));
        }
    }

    static (TemplatePart? Part, string Problem, string Hint) ReadPlaceholder(string inside)
    {
        if (inside.Contains('(', StringComparison.Ordinal))
        {
            return ReadCall(inside);
        }

        return Functions.Contains(inside) ? (null, $"'{inside}' is a function", $"write {inside}()")
            : VariablePath.Read(inside) is { } path ? (new TemplatePart.Variable(path), "", "")
            : (null, $"'{{{{ {inside} }}}}' is no placeholder", "write {{ name }}, {{ name.key[0] }} or {{ $function() }}");
    }

    static (TemplatePart? Part, string Problem, string Hint) ReadCall(string inside)
    {
        var open = inside.IndexOf('(', StringComparison.Ordinal);
        var name = inside[..open].Trim();
        if (!Functions.Contains(name))
        {
            return (null, $"there is no function '{name}'; there are {string.Join(", ", Functions)}", name == "$uuid" ? "write {{ $uuid }}" : Nearest.Hint(name, Functions));
        }

        if (!inside.EndsWith(')') || Arguments(inside[(open + 1)..^1]) is not { } arguments)
        {
            return (null, $"{name}() takes whole numbers, with commas between", name == Functions[0] ? "write {{ $randomNumber(1, 100) }}" : "write {{ $randomString(10) }}");
        }

        return name == Functions[0] ? NumberOf(arguments) : LettersOf(arguments);
    }

    static (TemplatePart? Part, string Problem, string Hint) NumberOf(ImmutableArray<long> arguments) => arguments switch
    {
        [] => (new TemplatePart.RandomNumber(0, 1), "", ""),
        [var greatest] => (new TemplatePart.RandomNumber(0, greatest), "", ""),
        [var one, var other] => (new TemplatePart.RandomNumber(Math.Min(one, other), Math.Max(one, other)), "", ""),
        _ => (null, "$randomNumber() takes at most two numbers", "write {{ $randomNumber(1, 100) }}"),
    };

    static (TemplatePart? Part, string Problem, string Hint) LettersOf(ImmutableArray<long> arguments) => arguments switch
    {
        [] => (new TemplatePart.RandomString(10), "", ""),
        [var length and <= LongestRandom] => (new TemplatePart.RandomString((int)length), "", ""),
        _ => (null, $"$randomString() takes one length, 0 to {LongestRandom}", "write {{ $randomString(10) }}"),
    };

    static ImmutableArray<long>? Arguments(string text)
    {
        var arguments = ImmutableArray.CreateBuilder<long>();
        foreach (var argument in string.IsNullOrWhiteSpace(text) ? [] : text.Split(','))
        {
            if (!long.TryParse(argument.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > GreatestNumber)
            {
                return null;
            }

            arguments.Add(number);
        }

        return arguments.ToImmutable();
    }
}
