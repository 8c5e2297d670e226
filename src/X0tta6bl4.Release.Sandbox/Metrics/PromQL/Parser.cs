using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Reads a query, operators by precedence.</summary>
internal sealed class Parser
{
    static readonly string[][] Levels = [["or"], ["and", "unless"], ["==", "!=", "<=", "<", ">=", ">"], ["+", "-"], ["*", "/", "%"], ["^"]];

    static readonly string[] Aggregations = ["sum", "avg", "min", "max", "count", "topk", "bottomk", "stddev", "group"];

    readonly List<Token> tokens;
    int position;

    Parser(string query) => tokens = Lexer.Read(query);

    Token Current => tokens[position];

    public static Expression Parse(string query)
    {
        var parser = new Parser(query);
        if (parser.Current.Kind == TokenKind.End)
        {
            throw QueryException.Parse(0, "no expression found in input");
        }

        var expression = parser.ReadBinary(0);
        return parser.Current.Kind == TokenKind.End ? expression : throw parser.Unexpected();
    }

    Expression ReadBinary(int level)
    {
        if (level == Levels.Length)
        {
            return ReadUnary();
        }

        var left = ReadBinary(level + 1);
        while (Levels[level].Any(Is))
        {
            var symbol = Take().Text;
            var matching = ReadMatching();
            // A power binds to the right: 2 ^ 3 ^ 2 is 2 ^ 9.
            var right = symbol == "^" ? ReadBinary(level) : ReadBinary(level + 1);
            left = new Expression.Binary(symbol, left, right, matching);
        }

        return left;
    }

    Expression ReadUnary()
    {
        if (Is("-") || Is("+"))
        {
            // A sign binds weaker than a power.
            var sign = Take().Text;
            var operand = ReadBinary(Levels.Length - 1);
            return sign == "-" ? new Expression.Negation(operand) : operand;
        }

        return ReadSuffix(ReadPrimary());
    }

    Matching ReadMatching()
    {
        var matching = Matching.Default with { IsBool = TryTake("bool") };
        if (Is("on") || Is("ignoring"))
        {
            matching = matching with { On = Take().Text == "on", Labels = ReadLabels() };
        }

        if (Is("group_left") || Is("group_right"))
        {
            matching = matching with { Group = Take().Text["group_".Length..], Include = Is("(") ? ReadLabels() : [] };
        }

        return matching;
    }

    Expression ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                position++;
                return new Expression.Number(Number(token.Text));
            case TokenKind.Text:
                position++;
                return new Expression.Text(token.Text);
            case TokenKind.Identifier:
                return ReadNamed();
            case TokenKind.Symbol when token.Text == "(":
                position++;
                var inner = ReadBinary(0);
                Expect(")");
                return inner;
            case TokenKind.Symbol when token.Text == "{":
                return new Expression.Selector(ReadMatchers(), null, 0);
            default:
                throw Unexpected();
        }
    }

    Expression ReadNamed()
    {
        var name = Take();
        if (Aggregations.Contains(name.Text) && (Is("(") || Is("by") || Is("without")))
        {
            return ReadAggregation(name.Text);
        }

        if (Is("("))
        {
            return new Expression.Call(name.Text, ReadArguments(), name.At);
        }

        var matchers = Is("{") ? ReadMatchers() : [];
        return new Expression.Selector(matchers.Add(new LabelMatcher(Labels.MetricName, "=", name.Text)), null, 0);
    }

    Expression.Aggregation ReadAggregation(string name)
    {
        var (by, labels) = ReadGrouping() ?? (false, default);
        var arguments = ReadArguments();
        if (labels.IsDefault)
        {
            (by, labels) = ReadGrouping() ?? (true, []);
        }

        var wanted = name is "topk" or "bottomk" ? 2 : 1;
        return arguments.Length == wanted
            ? new Expression.Aggregation(name, arguments[^1], wanted == 2 ? arguments[0] : null, by, labels)
            : throw QueryException.Parse(Current.At, $"wrong number of arguments for aggregate expression provided, expected {wanted}, got {arguments.Length}");
    }

    (bool By, ImmutableArray<string> Labels)? ReadGrouping() => Is("by") || Is("without") ? (Take().Text == "by", ReadLabels()) : null;

    Expression ReadSuffix(Expression expression)
    {
        while (true)
        {
            if (Is("[") && expression is Expression.Selector { Range: null } instant)
            {
                position++;
                expression = instant with { Range = ReadDuration() };
                Expect("]");
            }
            else if (Is("offset") && expression is Expression.Selector selector)
            {
                position++;
                var past = TryTake("-") ? -1 : 1;
                expression = selector with { Offset = past * ReadDuration() };
            }
            else
            {
                return expression;
            }
        }
    }

    long ReadDuration() => Current.Kind == TokenKind.Duration ? Lexer.Milliseconds(Take().Text) : throw QueryException.Parse(Current.At, "missing unit character in duration");

    ImmutableArray<Expression> ReadArguments() => ReadList("(", ")", () => ReadBinary(0));

    ImmutableArray<string> ReadLabels() => ReadList("(", ")", () => Current.Kind == TokenKind.Identifier ? Take().Text : throw Unexpected());

    ImmutableArray<LabelMatcher> ReadMatchers() => ReadList("{", "}", () =>
    {
        var name = Current.Kind == TokenKind.Identifier ? Take().Text : throw Unexpected();
        var symbol = Current.Text is "=" or "!=" or "=~" or "!~" ? Take().Text : throw Unexpected();
        var value = Current.Kind == TokenKind.Text ? Take() : throw Unexpected();
        try
        {
            return new LabelMatcher(name, symbol, value.Text);
        }
        catch (ArgumentException wrong)
        {
            throw QueryException.Parse(value.At, $"error parsing regexp: {wrong.Message}");
        }
    });

    ImmutableArray<T> ReadList<T>(string open, string close, Func<T> read)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>();
        while (!Is(close))
        {
            items.Add(read());
            if (!TryTake(","))
            {
                break;
            }
        }

        Expect(close);
        return items.ToImmutable();
    }

    Token Take() => tokens[position++];

    bool Is(string text) => Current.Kind is TokenKind.Symbol or TokenKind.Identifier && Current.Text == text;

    bool TryTake(string text)
    {
        var found = Is(text);
        position += found ? 1 : 0;
        return found;
    }

    void Expect(string text)
    {
        if (!TryTake(text))
        {
            throw Unexpected();
        }
    }

    QueryException Unexpected() => QueryException.Parse(Current.At, Current.Kind == TokenKind.End ? "unexpected end of input" : $"unexpected \"{Current.Text}\"");

    static double Number(string text) => text.ToUpperInvariant() switch
    {
        "INF" => double.PositiveInfinity,
        "NAN" => double.NaN,
        ['0', 'X', .. var digits] => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
