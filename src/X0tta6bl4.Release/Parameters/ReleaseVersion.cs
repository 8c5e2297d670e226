using System.Diagnostics.CodeAnalysis;

namespace X0tta6bl4.Release.Parameters;

/// <summary>The version to release: a semantic version <c>MAJOR.MINOR.PATCH[-PRERELEASE]</c>, which is also the image tag.</summary>
/// <param name="Text">The version as the tag spells it, without build metadata (a tag cannot hold <c>+</c>).</param>
public sealed record ReleaseVersion(string Text)
{
    const int LongestTag = 128;

    /// <summary>Reads a version; false when the text is none. A leading <c>v</c> is not accepted: tags of the estate have none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ReleaseVersion? version)
    {
        version = null;
        var (core, prerelease) = (text ?? "").Split('-', 2) is [var head, var tail] ? (head, tail) : (text ?? "", null);
        if (text?.Length > LongestTag || core.Split('.') is not { Length: 3 } numbers || !numbers.All(IsNumber) || prerelease?.Split('.').All(IsIdentifier) == false)
        {
            return false;
        }

        version = new ReleaseVersion(text!);
        return true;
    }

    /// <summary>The version's text.</summary>
    public override string ToString() => Text;

    static bool IsNumber(string text) =>
        text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit) && !HasLeadingZero(text);

    static bool HasLeadingZero(string text) => text.Length > 1 && text[0] == '0';

    static bool IsIdentifier(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !(text.All(char.IsAsciiDigit) && HasLeadingZero(text));
}
