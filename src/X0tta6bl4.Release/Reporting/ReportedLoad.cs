using System.Collections.Immutable;

namespace X0tta6bl4.Release.Reporting;

/// <summary>One load script that was run and judged.</summary>
/// <param name="Step">Identifier of the step that ran it.</param>
/// <param name="Subject">What was loaded, and by which script.</param>
/// <param name="Wanted">What the script demands.</param>
/// <param name="Seen">What was measured, in a line.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c>, <c>inconclusive</c> or <c>no evidence</c>.</param>
/// <param name="Figures">What was measured, in full; null when the release's folder here does not have it.</param>
public sealed record ReportedLoad(string Step, string Subject, string Wanted, string Seen, string Verdict, ReportedLoadFigures? Figures = null);

/// <summary>What a load measured, warm-up excluded.</summary>
/// <param name="Target">Where most requests went.</param>
/// <param name="Length">Time from the beginning to the end of the last answer.</param>
/// <param name="Connections">Most connections at once.</param>
/// <param name="Users">Users who came.</param>
/// <param name="UsersFailed">Those of them with a failed request.</param>
/// <param name="TurnedAway">Users who were turned away because too many were under way.</param>
/// <param name="EndedEarly">Why it ended before its time; empty when it did not.</param>
/// <param name="Requests">Requests: <c>all</c> of them, then each of the script's, in the order of its text.</param>
/// <param name="Failures">Failed requests by kind of failure.</param>
/// <param name="Seconds">The load second by second; of a long one, stretches of several seconds.</param>
/// <param name="Response">Distribution of response times: from when a request was due.</param>
/// <param name="Service">Distribution of service times: from when it was sent.</param>
/// <param name="Lag">Distribution of the generator's own lag: from when a request was due to when it was sent.</param>
public sealed record ReportedLoadFigures(
    string Target,
    TimeSpan Length,
    int Connections,
    long Users,
    long UsersFailed,
    long TurnedAway,
    string EndedEarly,
    ImmutableArray<ReportedRequest> Requests,
    ImmutableArray<ReportedFailure> Failures,
    ImmutableArray<ReportedSecond> Seconds,
    ImmutableArray<ReportedQuantile> Response,
    ImmutableArray<ReportedQuantile> Service,
    ImmutableArray<ReportedQuantile> Lag);
