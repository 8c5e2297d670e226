using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Cuts a query into words.</summary>
internal static partial class Lexer
{
    static readonly string[] Symbols = ["==", "!=", "=~", "!~", "<=", ">=", "(", ")", "{", "}", "[", "]", ",", "=", "<", ">", "+", "-", "*", "/", "%", "^", ":", "@"];

    public static List<Token> Read(string query)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < query.Length)
        {
            if (char.IsWhiteSpace(query[at]))
            {
                at++;
            }
            else if (query[at] == '#')
            {
                at = query.IndexOf('\n', at) is var end and >= 0 ? end : query.Length;
            }
            else
            {
                var (token, next) = Next(query, at);
                tokens.Add(token);
                at = next;
            }
        }

        tokens.Add(new Token(TokenKind.End, "", query.Length));
        return tokens;
    }

    static (Token Token, int Next) Next(string query, int at)
    {
        if (query[at] is '"' or '\'' or '`')
        {
            return Text(query, at);
        }

        foreach (var (regex, kind) in new[] { (Duration(), TokenKind.Duration), (Number(), TokenKind.Number), (Identifier(), TokenKind.Identifier) })
        {
            if (regex.Match(query, at) is { Success: true } match)
            {
                return (new Token(kind, match.Value, at), at + match.Length);
            }
        }

        var symbol = Array.Find(Symbols, symbol => string.CompareOrdinal(query, at, symbol, 0, symbol.Length) == 0)
            ?? throw QueryException.Parse(at, $"unexpected character: '{query[at]}'");
        return (new Token(TokenKind.Symbol, symbol, at), at + symbol.Length);
    }

    static (Token Token, int Next) Text(string query, int at)
    {
        var (quote, text, i) = (query[at], new StringBuilder(), at + 1);
        for (; i < query.Length && query[i] != quote; i++)
        {
            if (query[i] == '\\' && quote != '`' && i + 1 < query.Length)
            {
                i++;
                text.Append(query[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
            else
            {
                text.Append(query[i]);
            }
        }

        return i == query.Length ? throw QueryException.Parse(at, "unterminated quoted string") : (new Token(TokenKind.Text, text.ToString(), at), i + 1);
    }

    /// <summary>Milliseconds of a duration such as <c>1m30s</c>.</summary>
    public static long Milliseconds(string duration) => (long)Part().Matches(duration).Sum(part =>
        double.Parse(part.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            "w" => 7 * 86_400_000L,
            _ => 365 * 86_400_000L,
        });

    [GeneratedRegex(@"\G([0-9]+(ms|[smhdwy]))+(?![A-Za-z0-9_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\G(0x[0-9a-fA-F]+|[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?|\.[0-9]+([eE][-+]?[0-9]+)?|(Inf|NaN|inf|nan)(?![A-Za-z0-9_:]))", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[a-zA-Z_:][a-zA-Z0-9_:]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<n>[0-9]+)(?<unit>ms|[smhdwy])", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
