using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>One watch of the release after it was done.</summary>
/// <param name="From">When it began.</param>
/// <param name="Until">When it was to end.</param>
/// <param name="LastSeen">Its last sign of life.</param>
/// <param name="Ending">How it ended; null while it has not.</param>
/// <param name="Message">Why; empty while it has not.</param>
/// <param name="Runs">Who watched where, run by run.</param>
/// <param name="Gaps">Times of which nothing shows that anybody watched, in order.</param>
/// <param name="Subjects">What was asked.</param>
public sealed record ReportedWatch(
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset LastSeen,
    Ending? Ending,
    string Message,
    ImmutableArray<string> Runs,
    ImmutableArray<ReportedWatchGap> Gaps,
    ImmutableArray<ReportedWatchSubject> Subjects);

/// <summary>A time of which nothing shows that anybody watched.</summary>
/// <param name="From">From when.</param>
/// <param name="To">To when.</param>
public sealed record ReportedWatchGap(DateTimeOffset From, DateTimeOffset To);

/// <summary>What was asked again and again.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="Wanted">What was expected.</param>
/// <param name="Seen">What was measured last.</param>
/// <param name="Verdict">The last verdict: <c>passed</c>, <c>failed</c>, <c>inconclusive</c> or <c>no evidence</c>.</param>
/// <param name="Asked">How often it was asked.</param>
/// <param name="Passed">How often it passed.</param>
/// <param name="Failed">How often it failed.</param>
public sealed record ReportedWatchSubject(string Name, string Wanted, string Seen, string Verdict, long Asked, long Passed, long Failed);
