using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class NextCommandTests : IDisposable
{
    const string Id = "2.3.1-20260102T030405Z";

    readonly Lab lab = new();

    [Theory]
    [InlineData(ExitCode.Done, "")]
    [InlineData(ExitCode.Undone, "mend the cause, then ./build.sh Release --version 2.3.1 --estate lab")]
    [InlineData(ExitCode.Refused, "mend what is named above, then ./build.sh Release --version 2.3.1 --estate lab")]
    [InlineData(ExitCode.Open, "./build.sh Release --version 2.3.1 --estate lab to go on, or ./build.sh Rollback --estate lab --release-id 2.3.1-20260102T030405Z to go back")]
    [InlineData(ExitCode.NotUndone, "mend what is named above, then ./build.sh Rollback --estate lab --release-id 2.3.1-20260102T030405Z; or give it up as it stands: ./build.sh Close --estate lab")]
    [InlineData(ExitCode.Interrupted, "./build.sh Release --version 2.3.1 --estate lab to go on, or ./build.sh Rollback --estate lab --release-id 2.3.1-20260102T030405Z to go back")]
    public void Every_end_says_what_to_type(int exitCode, string next) => Assert.Equal(next, NextCommand.After(exitCode, Report(lab.Plan, SampleEntries.All.OfType<JournalEntry.StepStarting>())));

    [Fact]
    public void A_release_that_stopped_before_any_change_is_simply_begun_again() =>
        Assert.Equal("./build.sh Release --version 2.3.1 --estate lab", NextCommand.After(ExitCode.Terminated, Report(lab.Plan, SampleEntries.All.OfType<JournalEntry.RunStarted>())));

    [Fact]
    public void The_command_selects_what_the_release_selected()
    {
        var plan = lab.TryPlan(Lab.Parameters("agents", "reports") with { Without = ["west"] }).Value!;

        Assert.Equal(
            "mend the cause, then ./build.sh Release --version 2.3.1 --estate lab --component agents reports --without west",
            NextCommand.After(ExitCode.Undone, Report(plan, SampleEntries.All.OfType<JournalEntry.RunStarted>())));
    }

    [Fact]
    public void A_report_that_is_rebuilt_knows_the_command_by_how_its_last_run_ended()
    {
        JournalEntry[] killed = [new JournalEntry.RunStarted("anna", "laptop", "Release") { At = Lab.Start }, .. SampleEntries.All.OfType<JournalEntry.StepStarting>()];

        Assert.StartsWith("./build.sh Release --version 2.3.1 --estate lab to go on, or ", Report(lab.Plan, killed).Next, StringComparison.Ordinal);
        Assert.StartsWith("mend what is named above, then ./build.sh Rollback", Report(lab.Plan, [.. killed, new JournalEntry.RunEnded(ExitCode.NotUndone, "") { At = Lab.Start }]).Next, StringComparison.Ordinal);
        Assert.Empty(Report(lab.Plan, [.. killed, new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start }]).Next);
        Assert.Empty(Report(lab.Plan, [.. killed, new JournalEntry.ReleaseEnded(ReleaseOutcome.Closed) { At = Lab.Start }]).Next);
    }

    static ReleaseReport Report(Plan plan, IEnumerable<JournalEntry> entries) => ReleaseReport.Of(Id, plan, [.. entries]);

    public void Dispose() => lab.Dispose();
}
