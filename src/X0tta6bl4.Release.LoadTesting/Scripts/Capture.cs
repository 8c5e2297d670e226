using System.Text.RegularExpressions;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A variable taken from an answer.</summary>
/// <param name="As">The variable's name.</param>
/// <param name="Strict">True when the user fails if there is no value.</param>
internal abstract record Capture(string As, bool Strict)
{
    /// <summary>From a JSON body. Of several values one is taken by chance.</summary>
    internal sealed record Json(string As, bool Strict, JsonPath Path) : Capture(As, Strict);

    /// <summary>From the body, by a regular expression that has a time limit.</summary>
    /// <param name="As">The variable's name.</param>
    /// <param name="Strict">True when the user fails if there is no value.</param>
    /// <param name="Expression">The expression.</param>
    /// <param name="Group">The group that is taken; null for the whole match.</param>
    internal sealed record Pattern(string As, bool Strict, Regex Expression, string? Group) : Capture(As, Strict);

    /// <summary>From a header, whatever its letters' case.</summary>
    internal sealed record Header(string As, bool Strict, string Name) : Capture(As, Strict);
}
