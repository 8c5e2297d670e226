namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A metric must stay below a value.</summary>
/// <param name="Metric">The metric as Artillery names it, such as <c>http.response_time.p95</c>; times are in milliseconds.</param>
/// <param name="Below">The metric must be less than this; equal is too much.</param>
/// <param name="Text">As the script says it, such as <c>http.response_time.p95 &lt; 250</c>.</param>
public sealed record Threshold(string Metric, double Below, string Text)
{
    /// <summary>Whether a measured value keeps the threshold; null when the metric is unknown.</summary>
    public bool? IsKept(Func<string, double?> metric) => metric(Metric) is { } value ? value < Below : null;
}
