using System.Collections.Immutable;

namespace X0tta6bl4.Release.Reporting;

/// <summary>What the probes of one endpoint saw over time, summed up stretch by stretch.</summary>
/// <param name="Endpoint">The endpoint; <c>(control)</c> for the one outside the estate.</param>
/// <param name="Width">Length of a stretch: 1, 2, 4, 8 … seconds, the shortest with which there are no more than 300 of them, or fewer where there are many endpoints.</param>
/// <param name="Stretches">In order of time; one in which nothing was due is not there.</param>
public sealed record ReportedSeries(string Endpoint, TimeSpan Width, ImmutableArray<ReportedStretch> Stretches);

/// <summary>One stretch of time.</summary>
/// <param name="From">When it begins.</param>
/// <param name="Due">Probes that were due in it.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="Unseen">Those of them that show nothing: the prober was late, or the control endpoint failed, too.</param>
/// <param name="P50">Median time to a good answer, from when it was due, right within 2.5 %; null when there was none.</param>
/// <param name="P95">95th percentile of the same.</param>
/// <param name="Max">Longest of the same, exactly.</param>
public sealed record ReportedStretch(DateTimeOffset From, long Due, long Failed, long Unseen, TimeSpan? P50, TimeSpan? P95, TimeSpan? Max);
