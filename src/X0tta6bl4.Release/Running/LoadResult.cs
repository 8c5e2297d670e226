namespace X0tta6bl4.Release.Running;

/// <summary>What a load saw, warm-up excluded.</summary>
/// <param name="Due">Requests that were due.</param>
/// <param name="Good">Those answered in time with the expected status.</param>
/// <param name="Failed">Those answered otherwise, too late or not at all.</param>
/// <param name="P50">Median response time, from when a request was due; of all answers.</param>
/// <param name="P95">95th percentile of the same.</param>
/// <param name="P99">99th percentile of the same.</param>
/// <param name="Max">Longest response time.</param>
/// <param name="Lag">How late the generator itself sent almost all (99 % of a thousand or more, 95 % of a hundred, 90 % of fewer, where one late request says little): a large one says that the generator, not the service, was too slow.</param>
/// <param name="FirstFailure">The first failure in a few words; empty when there was none.</param>
/// <param name="EndedEarly">Why the load ended before its time, in a few words; empty when it did not.</param>
public sealed record LoadResult(long Due, long Good, long Failed, TimeSpan P50, TimeSpan P95, TimeSpan P99, TimeSpan Max, TimeSpan Lag, string FirstFailure, string EndedEarly = "")
{
    /// <summary>A generator that sends later than this, 100 milliseconds, is itself too slow to prove anything.</summary>
    public static TimeSpan GreatestLag { get; } = TimeSpan.FromMilliseconds(100);
}
