namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>One HTTP request as a <see cref="Relay"/> sees it.</summary>
/// <param name="Text">Head and body.</param>
sealed record RelayedRequest(string Text)
{
    static readonly string[] Changing = ["PATCH", "PUT", "POST", "DELETE"];

    /// <summary>Its first line.</summary>
    public string Line => Text[..Text.IndexOf('\r', StringComparison.Ordinal)];

    public string Method => Line.Split(' ')[0];

    /// <summary>Its path without the query.</summary>
    public string Path => Line.Split(' ')[1].Split('?')[0];

    public string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>True for one that stores something when it is granted.</summary>
    public bool Changes => Changing.Contains(Method) && !Path.Contains("accessreviews", StringComparison.Ordinal) && !Line.Contains("dryRun=", StringComparison.Ordinal);
}
