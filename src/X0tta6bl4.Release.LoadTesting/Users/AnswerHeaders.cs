namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Finds headers of an answer.</summary>
internal static class AnswerHeaders
{
    /// <summary>The first header of a name, whatever its letters' case; null when there is none.</summary>
    public static string? Find(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return headers[i].Value;
            }
        }

        return null;
    }
}
