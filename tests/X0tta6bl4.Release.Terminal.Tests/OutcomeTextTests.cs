using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class OutcomeTextTests
{
    static readonly ReleaseReport Undone = ReleaseReport.Of("2.3.1-20260102T030405Z", RecordedRelease.Plan, RecordedRelease.Entries("failed-and-undone"));

    [Fact]
    public void A_failed_release_ends_with_these_words() =>
        RecordedRelease.Same("failed-and-undone.outcome.txt", OutcomeText.Of(Undone, "artifacts/report.md", NextCommand.After(ExitCode.Undone, Undone)));

    [Fact]
    public void A_done_release_has_nothing_to_type_next()
    {
        var done = ReleaseReport.Of("2.3.1-20260102T030405Z", RecordedRelease.Plan, RecordedRelease.Entries("done"));

        Assert.DoesNotContain("next", OutcomeText.Of(done, "artifacts/report.md", NextCommand.After(ExitCode.Done, done)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_fault_of_one_object_is_told_once()
    {
        var twice = Undone with { Faults = [.. Undone.Faults, .. Undone.Faults] };

        Assert.Equal(OutcomeText.Of(Undone, "r", ""), OutcomeText.Of(twice, "r", ""));
    }

    [Fact]
    public void A_placement_that_is_not_certain_says_why()
    {
        var unknown = Undone with { Placements = [.. Undone.Placements.Select(placement => placement with { Runs = "unknown", Message = "no answer" })] };

        Assert.Contains("  east/system/deployment/gateway      not certain: no answer\n", OutcomeText.Of(unknown, "r", ""), StringComparison.Ordinal);
    }
}
