namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>One second of a load.</summary>
/// <param name="At">Its end, from the start of the load.</param>
/// <param name="Due">Requests that became due in it.</param>
/// <param name="Ended">Requests that ended in it.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="P50">Median response time of those that were answered.</param>
/// <param name="P95">95th percentile of the same.</param>
/// <param name="Max">Longest.</param>
public sealed record Second(TimeSpan At, long Due, long Ended, long Failed, TimeSpan P50, TimeSpan P95, TimeSpan Max);
