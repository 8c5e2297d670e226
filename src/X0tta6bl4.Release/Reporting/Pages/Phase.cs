using System.Collections.Immutable;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What the release was doing for some time: a stage, or the way back.</summary>
/// <param name="Number">Its number on a chart, where there may be no room for its name; a stage that ran twice has one.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
sealed record Phase(int Number, string Name, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Narrower than this share of a chart, nothing can be seen.</summary>
    const double LeastShare = 0.002;

    /// <summary>The phases that a chart shows, in order of time.</summary>
    public static ImmutableArray<Phase> Of(ReleaseReport report, TimeScale scale)
    {
        var spans = report.Stages.SelectMany(stage => stage.Spans.Select(span => (stage.Name, span.Started, span.Ended)))
            .Concat(report.Rollbacks.Select(rollback => (Name: "Rollback", rollback.Span.Started, rollback.Span.Ended)))
            .Where(span => scale.At(span.Ended) - scale.At(span.Started) >= LeastShare)
            .OrderBy(span => span.Started).ToArray();
        var names = spans.Select(span => span.Name).Distinct().ToList();
        return [.. spans.Select(span => new Phase(names.IndexOf(span.Name) + 1, span.Name, span.Started, span.Ended))];
    }
}
