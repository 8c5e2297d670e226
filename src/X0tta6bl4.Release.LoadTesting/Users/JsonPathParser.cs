using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Reads JSONPaths.</summary>
/// <param name="text">The path.</param>
internal sealed class JsonPathParser(string text)
{
    readonly ImmutableArray<JsonPathStep>.Builder steps = ImmutableArray.CreateBuilder<JsonPathStep>();
    int at;

    /// <summary>Reads a path; null when it is none that is supported, and then why.</summary>
    public static (JsonPath? Path, string Problem) Read(string text)
    {
        try
        {
            return (new JsonPath(text, new JsonPathParser(text.Trim()).Steps()), "");
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    ImmutableArray<JsonPathStep> Steps()
    {
        if (text.Length == 0)
        {
            throw new FormatException("it is empty");
        }

        if (text[0] == '$')
        {
            at = 1;
        }
        else if (text[0] is not ('.' or '['))
        {
            // The leading $. may be left out.
            Name();
        }

        while (at < text.Length)
        {
            Step();
        }

        return steps.ToImmutable();
    }

    void Step()
    {
        if (text[at] == '[')
        {
            Brackets();
            return;
        }

        if (text[at] != '.')
        {
            throw new FormatException($"'{text[at]}' is not expected there");
        }

        at++;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            steps.Add(new JsonPathStep.Anywhere());
        }

        if (at < text.Length && text[at] == '[')
        {
            Brackets();
        }
        else
        {
            Name();
        }
    }

    void Name()
    {
        var start = at;
        while (at < text.Length && text[at] is not ('.' or '['))
        {
            if (text[at] is '(' or ')' or '?' or '@' or '^' or '~' or '`' or ']' or '{')
            {
                throw new FormatException($"'{text[at]}' is not supported in a path");
            }

            at++;
        }

        if (at == start)
        {
            throw new FormatException("a name is missing");
        }

        var name = text[start..at];
        steps.Add(name == "*" ? new JsonPathStep.All() : new JsonPathStep.Names([name]));
    }

    void Brackets()
    {
        at++;
        var parts = new List<string>();
        for (var closed = false; !closed;)
        {
            parts.Add(Part());
            closed = text[at] == ']';
            at++;
        }

        steps.Add(parts switch
        {
            ["*"] => new JsonPathStep.All(),
            [var only] when only.Contains(':', StringComparison.Ordinal) && !IsQuoted(only) => SliceIn(only),
            _ when parts.TrueForAll(IsQuoted) => new JsonPathStep.Names([.. parts.Select(part => part[1..^1])]),
            _ => new JsonPathStep.Places([.. parts.Select(NumberIn)]),
        });
    }

    /// <summary>What stands before the next comma or bracket; the position is then on that.</summary>
    string Part()
    {
        var start = at;
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter is ',' or ']')
            {
                return text[start..at].Trim();
            }
            else if (letter is '?' or '(' or '@')
            {
                throw new FormatException("filters and scripts, ?() and (), are not supported");
            }
        }

        throw new FormatException("a [ is never closed");
    }

    static JsonPathStep.Slice SliceIn(string part)
    {
        var numbers = part.Split(':').Select(number => number.Trim().Length == 0 ? (int?)null : NumberIn(number.Trim())).ToArray();
        return numbers.Length <= 3 && (numbers.Length < 3 || numbers[2] is null or > 0)
            ? new JsonPathStep.Slice(numbers[0], numbers[1], numbers.Length == 3 ? numbers[2] ?? 1 : 1)
            : throw new FormatException($"'{part}' is no slice; write [FROM:TO] or [FROM:TO:STEP] with a step above 0");
    }

    static bool IsQuoted(string part) => part.Length >= 2 && part[0] is '"' or '\'' && part[^1] == part[0];

    static int NumberIn(string part) =>
        int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{part}' is neither a place in a list nor a name in quotes");
}
