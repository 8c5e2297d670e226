using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Splits an expression into words.</summary>
/// <param name="text">The expression.</param>
internal sealed class ExpressionWords(string text)
{
    /// <summary>Longer ones come first, so that <c>&lt;=</c> is not taken for <c>&lt;</c>.</summary>
    static readonly ImmutableArray<string> Signs = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")"];

    int at;

    /// <summary>The words, ended by <see cref="ExpressionToken.Of.End"/>.</summary>
    /// <exception cref="FormatException">Something in it is no word; the message says what.</exception>
    public IReadOnlyList<ExpressionToken> Read()
    {
        var words = new List<ExpressionToken>();
        for (SkipBlanks(); at < text.Length; SkipBlanks())
        {
            words.Add(Next());
        }

        words.Add(new ExpressionToken(ExpressionToken.Of.End, "the end"));
        return words;
    }

    ExpressionToken Next()
    {
        var first = text[at];
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return new ExpressionToken(ExpressionToken.Of.Number, While(letter => char.IsAsciiDigit(letter) || letter == '.'));
        }

        if (first is '"' or '\'')
        {
            return Quoted(first);
        }

        if (IsNameStart(first))
        {
            var name = While(letter => IsNameStart(letter) || char.IsAsciiDigit(letter) || letter == '.');
            return new ExpressionToken(name is "and" or "or" or "not" ? ExpressionToken.Of.Sign : ExpressionToken.Of.Name, name);
        }

        return Sign();
    }

    ExpressionToken Quoted(char quote)
    {
        var end = text.IndexOf(quote, at + 1);
        if (end < 0)
        {
            throw new FormatException($"the quote {quote} is never closed");
        }

        var inside = text[(at + 1)..end];
        at = end + 1;
        return new ExpressionToken(quote == '"' ? ExpressionToken.Of.Text : ExpressionToken.Of.Name, inside);
    }

    ExpressionToken Sign()
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                at += sign.Length;
                return new ExpressionToken(ExpressionToken.Of.Sign, sign);
            }
        }

        throw new FormatException(text[at] switch
        {
            '&' or '|' or '!' => $"'{text[at]}' is no operator here; write and, or, not",
            '=' => "'=' is no operator here; write ==",
            var other => $"'{other}' is no operator here; allowed are < <= > >= == != + - * / and or not and parentheses",
        });
    }

    string While(Func<char, bool> goesOn)
    {
        var start = at;
        while (at < text.Length && goesOn(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    void SkipBlanks() => While(char.IsWhiteSpace);

    static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter is '_' or '$';
}
