using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>A registry's request to authenticate, <c>WWW-Authenticate</c>.</summary>
/// <param name="Scheme"><c>bearer</c> or <c>basic</c>.</param>
/// <param name="Parameters">Its parameters, names in lower case.</param>
internal sealed partial record Challenge(string Scheme, ImmutableDictionary<string, string> Parameters)
{
    /// <summary>Chooses among the challenges of an answer: bearer before basic; null when there is neither.</summary>
    public static Challenge? Choose(IEnumerable<AuthenticationHeaderValue> headers)
    {
        var known = headers.Select(header => new Challenge(header.Scheme.ToLowerInvariant(), Read(header.Parameter ?? ""))).ToArray();
        return known.FirstOrDefault(challenge => challenge.Scheme == "bearer") ?? known.FirstOrDefault(challenge => challenge.Scheme == "basic");
    }

    /// <summary>A parameter; empty when it is not there.</summary>
    public string Of(string name) => Parameters.GetValueOrDefault(name, "");

    static ImmutableDictionary<string, string> Read(string text) =>
        Parameter().Matches(text)
            .GroupBy(match => match.Groups["name"].Value.ToLowerInvariant(), StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, group => Value(group.First()));

    static string Value(Match match) =>
        match.Groups["quoted"].Success ? Escape().Replace(match.Groups["quoted"].Value, "$1") : match.Groups["plain"].Value;

    [GeneratedRegex("""(?<name>[A-Za-z0-9_-]+)\s*=\s*("(?<quoted>([^"\\]|\\.)*)"|(?<plain>[^\s,"]+))""", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)", RegexOptions.None, 1000)]
    private static partial Regex Escape();
}
