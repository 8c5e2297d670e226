using System.Collections.Immutable;

namespace Nuke.Common.Output;

/// <summary>Replaces secrets by <c>***</c>.</summary>
internal sealed class Redactor(IEnumerable<string> secrets)
{
    public static readonly Redactor None = new([]);

    // Longest first: a secret may contain another one. Lines of a secret on their own, because output goes by lines.
    readonly ImmutableArray<string> secrets =
    [
        .. secrets
            .SelectMany(secret => secret.Split('\n').Append(secret))
            .Select(secret => secret.Trim('\r'))
            .Where(secret => secret.Length > 0)
            .Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length),
    ];

    public string Redact(string text) =>
        secrets.Aggregate(text, (current, secret) => current.Replace(secret, "***", StringComparison.Ordinal));
}
