namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>How long something took; all zero when nothing was measured.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Min">Shortest.</param>
/// <param name="Mean">Mean.</param>
/// <param name="P50">Median.</param>
/// <param name="P75">75th percentile.</param>
/// <param name="P90">90th percentile.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="P999">99.9th percentile.</param>
/// <param name="Max">Longest.</param>
public sealed record LatencyFigures(long Count, TimeSpan Min, TimeSpan Mean, TimeSpan P50, TimeSpan P75, TimeSpan P90, TimeSpan P95, TimeSpan P99, TimeSpan P999, TimeSpan Max)
{
    /// <summary>Of nothing.</summary>
    public static LatencyFigures None { get; } = new(0, default, default, default, default, default, default, default, default, default);
}
