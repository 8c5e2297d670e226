using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class ReleaseReportTests : IDisposable
{
    readonly Lab lab = new() { Parallel = 1 };

    [Fact]
    public async Task A_failed_and_undone_release_reads_like_this_in_Markdown() =>
        KeptText.Same("Reporting/failed-and-undone.md", ReportMarkdown.Write(Report(await FailedRelease.RunAsync(lab))));

    [Fact]
    public async Task A_failed_and_undone_release_looks_like_this_in_JSON() =>
        KeptText.Same("Reporting/failed-and-undone.json", ReportJson.Write(Report(await FailedRelease.RunAsync(lab))));

    [Fact]
    public async Task Reports_can_be_made_of_every_beginning_of_a_journal()
    {
        var entries = await FailedRelease.RunAsync(lab);

        Assert.All(Enumerable.Range(1, entries.Length), count => Assert.NotEmpty(ReportMarkdown.Write(Report(entries[..count]))));
    }

    [Fact]
    public async Task Outcomes_follow_the_journal()
    {
        var entries = await FailedRelease.RunAsync(lab);
        string Outcome(Predicate<JournalEntry> last) => Report([.. entries[..(entries.ToList().FindIndex(last) + 1)]]).Outcome;

        Assert.Equal("prepared", Outcome(entry => entry is JournalEntry.StageEnded { Stage: "Prepare" }));
        Assert.Equal("open", Outcome(entry => entry is JournalEntry.StepStarting { Undo: not null }));
        Assert.Equal("open", Outcome(entry => entry is JournalEntry.RollbackEnded));
        Assert.Equal("undone", Outcome(entry => entry is JournalEntry.ReleaseEnded));
    }

    [Fact]
    public async Task A_release_that_failed_before_any_change_is_refused()
    {
        lab.Registry.Answer = _ => null;

        await lab.RunAsync();

        Assert.Equal("refused", Report([.. lab.Journal.Entries]).Outcome);
        Assert.All(Report([.. lab.Journal.Entries]).Placements, placement => Assert.Equal("before", placement.Runs));
    }

    [Fact]
    public async Task A_placement_whose_undo_did_not_end_well_is_not_certain()
    {
        await lab.RunAsync();
        lab.West.Watch = (_, _) => Task.FromResult(new RolloutReading(RolloutState.Stalled, "paused", RolloutCounts.None));
        await lab.RollBackAsync();

        var placements = Report([.. lab.Journal.Entries]).Placements;

        Assert.Equal(["before", "before", "before", "unknown"], placements.Select(placement => placement.Runs));
        Assert.Equal("west/system/deployment/agents-west: paused", placements[3].Message);
    }

    [Fact]
    public async Task A_run_that_was_killed_has_no_exit_code()
    {
        lab.Journal.Entries.Add(new JournalEntry.RunStarted("anna", "laptop", "Release") { At = Lab.Start });
        await lab.RunAsync();
        lab.Journal.Entries.Add(new JournalEntry.RunStarted("boris", "runner-7", "Release") { At = Lab.Start });
        lab.Journal.Entries.Add(new JournalEntry.RunEnded(0, "") { At = Lab.Start });

        var report = Report([.. lab.Journal.Entries]);

        Assert.Equal([("anna", null), ("boris", (int?)0)], report.Runs.Select(run => (run.Operator, run.ExitCode)));
        Assert.Contains("exit code none: it was killed", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_pods_say_cannot_break_the_tables()
    {
        lab.West.Exec = _ => new CommandResult("agents-west-1", 1, ["a | b\n<script>"]);

        await lab.RunAsync();

        var text = ReportMarkdown.Write(Report([.. lab.Journal.Entries]));
        Assert.Contains("a \\| b &lt;script>", text, StringComparison.Ordinal);
    }

    ReleaseReport Report(ImmutableArray<JournalEntry> entries) => ReleaseReport.Of("2.3.1-20260102T030405Z", lab.Plan, entries);

    public void Dispose() => lab.Dispose();
}
