using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class WatchReportTests : IDisposable
{
    readonly Lab lab = new();

    static JournalEntry[] Release =>
    [
        new JournalEntry.ReleaseOpened(1, "id", "lab", "2.3.1", "intent", "fingerprint") { At = Lab.Start },
        new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = Lab.Start },
        new JournalEntry.Assessed("Validate/gates/errors/ask", "Errors", "at most 1 %", "0 %", Verdict.Passed) { At = At(1) },
        new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = At(10) },
        new JournalEntry.RunEnded(0, "") { At = At(10) },
    ];

    static JournalEntry[] Watch =>
    [
        Started(20, "runner-1"), Answered(21, Verdict.Passed, "0 %"), Started(50, "runner-2"), Answered(60, Verdict.Failed, "20 %"),
        new JournalEntry.WatchEnded(Ending.Failed, "errors: Errors: 20 %; wanted at most 1 %") { At = At(61) },
    ];

    [Fact]
    public void A_report_says_who_watched_until_when_what_nobody_vouches_for_and_how_it_ended()
    {
        var report = Report([.. Release, .. Watch]);

        var text = ReportMarkdown.Write(report);
        Assert.All(
            [
                "## Watch\n\nFrom 2026-01-02 03:24:05 UTC to 2026-01-04 03:24:05 UTC, by anna on runner-1, then anna on runner-2: failed: errors: Errors: 20 %; wanted at most 1 %\n",
                "- Gap: nothing shows that it was watched from 2026-01-02 03:25:05 UTC to 2026-01-02 03:54:05 UTC (29 min)",
                "| errors: Errors | 20 % | at most 1 % | passed 9 of 10 times, failed 1 | failed |",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        var page = ReportHtml.Of(report);
        Assert.All(["<h2 id=\"watch\">Watch</h2>", "anna on runner-1, then anna on runner-2", "nothing shows that it was watched from", "passed 9 of 10 times, failed 1"], part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_watch_makes_no_release_longer()
    {
        var (before, after) = (Report(Release), Report([.. Release, .. Watch]));

        Assert.Equal((before.Duration, before.Outcome, before.Runs.Length, before.Runs[^1].LastSeen), (after.Duration, after.Outcome, after.Runs.Length, after.Runs[^1].LastSeen));
        Assert.Equal(before.Criteria, after.Criteria);
        Assert.Empty(before.Watches);
        Assert.DoesNotContain("id=\"watch\"", ReportHtml.Of(before), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_watch_is_another_one() =>
        Assert.Equal([Ending.Failed, null], Report([.. Release, .. Watch, Started(100, "runner-3")]).Watches.Select(watch => watch.Ending));

    [Fact]
    public void The_way_back_after_a_watch_does_not_make_the_update_longer()
    {
        var report = Report([.. Release, .. Watch, new JournalEntry.RunStarted("anna", "runner-2", "Watch") { At = At(62) }, new JournalEntry.RollbackStarted("Watch: errors") { At = At(62) }, new JournalEntry.ReleaseEnded(ReleaseOutcome.Undone) { At = At(65) }, new JournalEntry.RunEnded(1, "") { At = At(65) }]);

        Assert.Equal(("undone", "Watch: errors"), (report.Outcome, report.Reason));
        Assert.Equal("10 min", report.Criteria.Single(criterion => criterion.Name == "Time of the update").Seen);
    }

    [Theory]
    [InlineData(Ending.Stopped, "./build.sh Watch --estate lab --release-id id --runbook r.yaml to go on, or ./build.sh Rollback --estate lab --release-id id --runbook r.yaml to go back")]
    [InlineData(Ending.Failed, "./build.sh Rollback --estate lab --release-id id --runbook r.yaml to go back, or mend the cause and ./build.sh Watch --estate lab --release-id id --runbook r.yaml")]
    [InlineData(Ending.Held, "mend what is named above and ./build.sh Watch --estate lab --release-id id --runbook r.yaml, or ./build.sh Rollback --estate lab --release-id id --runbook r.yaml to go back")]
    [InlineData(Ending.Done, "")]
    [InlineData(Ending.Skipped, "")]
    public void Every_end_of_a_watch_says_what_to_type(Ending ending, string next) => Assert.Equal(next, NextCommand.AfterWatch(ending, Report(Release), "--runbook r.yaml"));

    [Fact]
    public void People_are_told_of_its_beginning_of_changes_and_of_its_end()
    {
        var told = new List<string>();
        var state = ReleaseState.Fold(Release);
        foreach (var entry in Watch.Append(Answered(70, Verdict.Passed, "0 %")).Prepend(Started(15, "runner-0")))
        {
            told.AddRange(NoticeText.Of(entry, state, lab.Plan) is { } text ? [text] : Array.Empty<string>());
            state = state.With(entry);
        }

        Assert.Equal(
            [
                ":eyes: *Release 2.3.1* on *lab* is watched until 2026-01-04 03:24:05 UTC.",
                ":eyes: *Release 2.3.1* on *lab* is watched again, until 2026-01-04 03:24:05 UTC; nothing shows that it was watched from 2026-01-02 03:19:05 UTC to 2026-01-02 03:24:05 UTC (5 min).",
                ":eyes: *Release 2.3.1* on *lab* is watched again, until 2026-01-04 03:24:05 UTC; nothing shows that it was watched from 2026-01-02 03:25:05 UTC to 2026-01-02 03:54:05 UTC (29 min).",
                "*Release 2.3.1* on *lab*, watched: :warning: errors: Errors: failed, 20 %; wanted at most 1 %",
                ":x: *Release 2.3.1* on *lab* failed while it was watched. errors: Errors: 20 %; wanted at most 1 %",
                "*Release 2.3.1* on *lab*, watched: :white_check_mark: errors: Errors passes again",
            ],
            told);
    }

    public void Dispose() => lab.Dispose();

    static DateTimeOffset At(int minute) => Lab.Start.AddMinutes(minute);

    static JournalEntry.WatchStarted Started(int minute, string host) => new(At(20), At(20).AddHours(48), new WatchRule(), "anna", host) { At = At(minute) };

    static JournalEntry.WatchAssessed Answered(int minute, Verdict verdict, string seen) =>
        new([new WatchAnswer("errors: Errors", "at most 1 %", seen, verdict, new WatchCount(10, 9, 1, TimeSpan.FromMinutes(9), Doubted: false))]) { At = At(minute) };

    ReleaseReport Report(JournalEntry[] entries) => ReleaseReport.Of("id", lab.Plan, [.. entries]);
}
