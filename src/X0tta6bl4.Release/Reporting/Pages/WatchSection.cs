namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>The watches after a release: who, how long, what nobody vouches for, and how each question stood at the end.</summary>
static class WatchSection
{
    public static Markup Of(ReleaseReport report) => Section.Of("watch", "Watch", Markup.Of(report.Watches.Select(Of)));

    static Markup Of(ReportedWatch watch) => Markup.Of($"""
        <article>
        <h3>From {PageText.Moment(watch.From)} to {PageText.Moment(watch.Until)} {Mark.Of(watch.Ending).Markup}</h3>
        <p>{WatchText.Of(watch)}</p>
        <p class="path">Watched by {string.Join(", then ", watch.Runs)}.{watch.Gaps.Select(gap => Markup.Of($" Gap: {WatchText.Of(gap)}."))}</p>
        {Table.Of(["Question", "Last seen", "Wanted", "Answers", "Verdict"], watch.Subjects.Select(Row))}</article>

        """);

    static Markup[] Row(ReportedWatchSubject subject) =>
    [
        Markup.Of($"{subject.Name}"), Markup.Of($"{subject.Seen}"), Markup.Of($"{subject.Wanted}"), Markup.Of($"{WatchText.Counts(subject)}"), Mark.OfVerdict(subject.Verdict).Markup,
    ];
}
