namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Foreign texts, made fit for messages of one line.</summary>
static class Text
{
    const int Longest = 400;

    /// <summary>Joins lines by blanks, and cuts what is longer than 400 characters.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }

    /// <summary>A span of time as people say it: <c>30 s</c>, <c>2.5 s</c>, <c>200 ms</c>.</summary>
    public static string Of(TimeSpan span) => span < TimeSpan.FromSeconds(1)
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}
