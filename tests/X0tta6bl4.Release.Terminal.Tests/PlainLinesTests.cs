using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class PlainLinesTests : IDisposable
{
    const string Update = "UpdateGateway/1/gateway@east/update";

    readonly StringWriter output = new() { NewLine = "\n" };
    readonly PlainLines lines;

    public PlainLinesTests() => lines = new PlainLines(RecordedRelease.Plan, output, new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    [Theory]
    [InlineData("done")]
    [InlineData("failed-and-undone")]
    public void A_run_reads_like_this(string release)
    {
        foreach (var entry in RecordedRelease.Entries(release))
        {
            lines.OnEntry(entry);
        }

        RecordedRelease.Same(release + ".txt", output.ToString());
    }

    [Fact]
    public void Every_kind_of_entry_is_shown_or_left_out_on_purpose()
    {
        var kinds = typeof(JournalEntry).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(JournalEntry)));
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        JournalEntry[] entries =
        [
            .. RecordedRelease.Entries("failed-and-undone"),
            new JournalEntry.EvidenceSaved("UpdateGateway/1/gateway@east/update", "evidence/001-UpdateGateway-1-gateway@east-update", 7) { At = at },
            new JournalEntry.ChartChanged("UpdateInfra/1/vault@east/upgrade", 2) { At = at },
            new JournalEntry.BaselineMeasured("Prepare/1/errors/baseline", "errors", 0, 1000, "") { At = at },
            new JournalEntry.ProbesCounted("UpdateGateway/1", "api", new ProbeCount(1200, 3, 2, 1, "503 Service Unavailable")) { At = at },
            new JournalEntry.Assessed("Validate/gates/errors/ask", "Errors", "at most 1 %", "0 %", Verdict.Passed) { At = at },
            .. Watch(at),
        ];

        Assert.Equal(kinds.ToHashSet(), entries.Select(entry => entry.GetType()).ToHashSet());
        Assert.All(entries, lines.OnEntry);
    }

    [Fact]
    public void A_watch_is_a_line_at_its_beginning_one_for_each_change_and_one_at_its_end()
    {
        Assert.All(Watch(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), lines.OnEntry);

        Assert.Equal(
            """
            03:04:05  Watch: until 2026-01-04 03:04:05 UTC, asking every 1 min
            03:04:05    errors: Errors: passed, 0 %; wanted at most 1 %
            03:06:05    errors: Errors: failed, 9 %; wanted at most 1 %
            04:04:05  Watch: goes on, it began at 2026-01-02 03:04:05 UTC; until 2026-01-04 03:04:05 UTC, asking every 1 min
            05:04:05  Watch: held, too little is known

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    static IEnumerable<JournalEntry> Watch(DateTimeOffset at)
    {
        yield return new JournalEntry.WatchStarted(at, at.AddHours(48), new WatchRule(), "anna", "runner-1") { At = at };
        yield return Answered("0 %", Verdict.Passed, at);
        yield return Answered("0.1 %", Verdict.Passed, at.AddMinutes(1));
        yield return Answered("9 %", Verdict.Failed, at.AddMinutes(2));
        yield return new JournalEntry.WatchStarted(at, at.AddHours(48), new WatchRule(), "anna", "runner-2") { At = at.AddHours(1) };
        yield return new JournalEntry.WatchEnded(Ending.Held, "too little is known") { At = at.AddHours(2) };
    }

    static JournalEntry.WatchAssessed Answered(string seen, Verdict verdict, DateTimeOffset at) =>
        new([new WatchAnswer("errors: Errors", "at most 1 %", seen, verdict, WatchCount.None)]) { At = at };

    [Fact]
    public void Progress_is_shown_once_until_it_is_news_again()
    {
        foreach (var message in new[] { "1 of 4 updated", "1 of 4 updated", "2 of 4 updated", "2 of 4 updated", "1 of 4 updated" })
        {
            lines.OnProgress(new RunProgress(Update, message));
        }

        Assert.Equal(
            """
            03:04:05    east/system/deployment/gateway: 1 of 4 updated
            03:04:05    east/system/deployment/gateway: 2 of 4 updated
            03:04:05    east/system/deployment/gateway: 1 of 4 updated

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void A_figure_that_changes_nothing_is_no_line()
    {
        lines.OnProgress(new RunProgress(Update, "passed, 0.1 %"));
        lines.OnProgress(new RunProgress(Update, "passed, 0.2 %") { IsQuiet = true });

        Assert.Equal(1, output.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void The_same_news_of_two_placements_is_two_news()
    {
        lines.OnProgress(new RunProgress(Update, "1 of 4 updated"));
        lines.OnProgress(new RunProgress("UpdateAgents/1/agents@east/update", "1 of 4 updated"));

        Assert.Equal(2, output.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void A_commands_own_output_is_marked() =>
        Assert.EndsWith("west/system/deployment/agents-west: | hello\n", Shown(new RunProgress("UpdateAgents/2/agents@west/check-1", "hello", IsOutput: true)), StringComparison.Ordinal);

    [Fact]
    public void What_has_no_step_is_shown_by_its_name() =>
        Assert.Equal("03:04:05    UpdateAgents/1: soaking for 30 s\n", Shown(new RunProgress("UpdateAgents/1", "soaking for 30 s")));

    string Shown(RunProgress progress)
    {
        lines.OnProgress(progress);
        return output.ToString();
    }

    public void Dispose() => output.Dispose();
}
