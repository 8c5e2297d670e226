namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>Names in messages.</summary>
internal static class Names
{
    /// <summary>Names separated by commas; <c>none</c> for no names.</summary>
    public static string List(IEnumerable<string> names) =>
        string.Join(", ", names.Distinct(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
