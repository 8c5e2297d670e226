using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads expressions in Artillery's notation: numbers, "texts", names, 'names with any letters', <c>not</c>, <c>* /</c>, <c>+ -</c>,
/// <c>&lt; &lt;= &gt; &gt;=</c>, <c>== !=</c>, <c>and</c>, <c>or</c>, from the strongest to the weakest, and parentheses.</summary>
internal sealed class ExpressionParser
{
    /// <summary>A limit for texts made to exhaust the stack.</summary>
    const int Deepest = 64;

    /// <summary>Longest expression that is read.</summary>
    const int Longest = 4096;

    /// <summary>From the weakest to the strongest.</summary>
    static readonly ImmutableArray<ImmutableDictionary<string, Operation>> Levels =
    [
        Level(("or", Operation.Or)),
        Level(("and", Operation.And)),
        Level(("==", Operation.Equal), ("!=", Operation.Unequal)),
        Level(("<", Operation.Less), ("<=", Operation.AtMost), (">", Operation.More), (">=", Operation.AtLeast)),
        Level(("+", Operation.Plus), ("-", Operation.Minus)),
        Level(("*", Operation.Times), ("/", Operation.Divide)),
    ];

    readonly IReadOnlyList<ExpressionToken> words;
    int at;
    int depth;

    ExpressionParser(IReadOnlyList<ExpressionToken> words) => this.words = words;

    ExpressionToken Current => words[at];

    /// <summary>Reads an expression; null when it is none, and then why.</summary>
    public static (Expression? Expression, string Problem) Read(string text)
    {
        try
        {
            if (text.Length > Longest)
            {
                throw new FormatException($"it is longer than {Longest} letters");
            }

            var parser = new ExpressionParser(new ExpressionWords(text).Read());
            var expression = parser.ReadLevel(0);
            return parser.Current.Kind == ExpressionToken.Of.End
                ? (expression, "")
                : throw new FormatException($"'{parser.Current.Text}' is not expected there");
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    Expression ReadLevel(int level)
    {
        if (level == Levels.Length)
        {
            return ReadUnary();
        }

        var left = ReadLevel(level + 1);
        for (var chained = 0; Current.Kind == ExpressionToken.Of.Sign && Levels[level].TryGetValue(Current.Text, out var operation); chained++)
        {
            // A chain becomes a tree that leans to the left, and is as deep as the chain is long.
            if (chained == Deepest)
            {
                throw new FormatException($"it has more than {Deepest} operators in a row");
            }

            at++;
            left = new Expression.Binary(operation, left, ReadLevel(level + 1));
        }

        return left;
    }

    Expression ReadUnary()
    {
        if (++depth > Deepest)
        {
            throw new FormatException($"it is nested more than {Deepest} levels deep");
        }

        var word = Current;
        at += word.Kind == ExpressionToken.Of.End ? 0 : 1;
        Expression read = word switch
        {
            { Kind: ExpressionToken.Of.Number } => new Expression.Number(NumberIn(word.Text)),
            { Kind: ExpressionToken.Of.Text } => new Expression.Text(word.Text),
            { Kind: ExpressionToken.Of.Name } when Current.Is("(") => throw new FormatException($"functions such as {word.Text}() are not supported"),
            { Kind: ExpressionToken.Of.Name } => new Expression.Name(word.Text),
            _ when word.Is("not") => new Expression.Not(ReadUnary()),
            _ when word.Is("-") => new Expression.Negated(ReadUnary()),
            _ when word.Is("(") => ReadParenthesis(),
            _ => throw new FormatException($"expected a number, a name, a \"text\" or (, found {word.Text}"),
        };
        depth--;
        return read;
    }

    Expression ReadParenthesis()
    {
        var inside = ReadLevel(0);
        if (!Current.Is(")"))
        {
            throw new FormatException("a ( is never closed");
        }

        at++;
        return inside;
    }

    static double NumberIn(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is no number");

    static ImmutableDictionary<string, Operation> Level(params (string Sign, Operation Operation)[] operations) =>
        operations.ToImmutableDictionary(operation => operation.Sign, operation => operation.Operation, StringComparer.Ordinal);
}
