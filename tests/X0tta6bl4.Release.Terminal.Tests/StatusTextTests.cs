using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class StatusTextTests
{
    [Fact]
    public void Release_locks_placements_and_the_next_command_are_one_table()
    {
        var entries = RecordedRelease.Entries("failed-and-undone");
        var release = new ReleaseRecord(new ReleaseFolder("/artifacts/2.3.1-20260102T030405Z"), RecordedRelease.Plan, entries, ReleaseState.Fold(entries));
        var status = new EstateStatus("lab", release, [new("east", "free"), new("west-1", "anna@runner")], [new("east/system/deployment/gateway", "2.3.0")], "./build.sh Release");

        var lines = StatusText.Of(status).Split('\n');

        Assert.Equal("Estate lab", lines[0]);
        Assert.StartsWith("  release  2.3.1-20260102T030405Z: undone, last entry 2026-01-02 ", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            ["  lock     east    free", "           west-1  anna@runner", "  runs     east/system/deployment/gateway  2.3.0", "  next     ./build.sh Release", ""],
            lines[2..]);
    }

    [Fact]
    public void An_estate_without_releases_says_so_and_has_nothing_to_type_next()
    {
        var text = StatusText.Of(new EstateStatus("lab", null, [], [], ""));

        Assert.Equal("Estate lab\n  release  none is known\n", text);
    }
}
