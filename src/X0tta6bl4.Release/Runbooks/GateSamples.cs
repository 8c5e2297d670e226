using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>Which series a gate's answer rests on, and how many samples of them there must be, and how fresh.</summary>
/// <param name="Selector">The series, as a PromQL selector. The best covered of them counts: pods come and go in a release, and their series with them.</param>
/// <param name="AtLeast">Least number of samples within the window. Default 2, because a rate needs two; range 1 to 10,000.</param>
/// <param name="AgeAtMost">Greatest age of the newest sample. Default 1 minute.</param>
public sealed record GateSamples(string Selector, int AtLeast, TimeSpan AgeAtMost)
{
    /// <summary>Query that gives the number of samples within <c>{window}</c>.</summary>
    [JsonIgnore]
    public string CountQuery => $"max(count_over_time({Selector}[{{window}}]))";

    /// <summary>Query that gives the age of the newest sample in seconds.</summary>
    [JsonIgnore]
    public string AgeQuery => $"time() - max(timestamp({Selector}))";
}
