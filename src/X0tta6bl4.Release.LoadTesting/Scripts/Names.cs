namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Names of variables and of headers.</summary>
internal static class Names
{
    /// <summary>What names of variables are made of.</summary>
    public const string Allowed = "letters, digits, _ and -, and no digit first";

    /// <summary>True for a name that a script may give to a variable.</summary>
    public static bool AreSettable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name[0] != '-' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>True for a name that a header may have (RFC 9110, token).</summary>
    public static bool AreTokens(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal));
}
