namespace X0tta6bl4.Release.Reporting;

/// <summary>One request of a load script, or all of them. Times are response times, from when a request was due.</summary>
/// <param name="Name">Its name: method and path unless it has one.</param>
/// <param name="Count">Requests that ended, with or without an answer.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="PerSecond">Requests that ended a second, on the average.</param>
/// <param name="P50">Median response time.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Max">Longest.</param>
/// <param name="LagP99">99th percentile of the generator's own lag.</param>
/// <param name="LagMax">Its greatest lag.</param>
public sealed record ReportedRequest(string Name, long Count, long Failed, double PerSecond, TimeSpan P50, TimeSpan P95, TimeSpan P99, TimeSpan Max, TimeSpan LagP99, TimeSpan LagMax);

/// <summary>Failed requests of one kind.</summary>
/// <param name="Kind">What happened, in a few words.</param>
/// <param name="Count">How often.</param>
public sealed record ReportedFailure(string Kind, long Count);

/// <summary>One second of a load, or several in a row: then numbers are sums, and times the greatest of theirs.</summary>
/// <param name="At">Its end, from the beginning of the load.</param>
/// <param name="Due">Requests that became due in it.</param>
/// <param name="Ended">Requests that ended in it.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="P50">Median response time of those that were answered.</param>
/// <param name="P95">95th percentile of the same.</param>
/// <param name="Max">Longest.</param>
public sealed record ReportedSecond(TimeSpan At, long Due, long Ended, long Failed, TimeSpan P50, TimeSpan P95, TimeSpan Max);

/// <summary>A point of a distribution.</summary>
/// <param name="Share">Share of all requests, 0 to 1.</param>
/// <param name="Time">They took this long or less.</param>
public sealed record ReportedQuantile(double Share, TimeSpan Time);
