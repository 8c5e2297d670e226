using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Targets.Tests;

public sealed class WatchedReleaseTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    static readonly WatchRule Rule = new();

    static readonly UndoRecord Undo = new UndoRecord.DeleteCopy("mark") { Workload = new WorkloadReference("east", "system", "Deployment", "gateway"), Limit = TimeSpan.FromMinutes(1) };

    [Fact]
    public void The_newest_release_that_is_done_is_watched_unless_another_one_is_named()
    {
        Assert.Equal("c", Choose([Release("c", 3), Release("b", 2), Release("a", 1)]));
        Assert.Equal("b", Choose([Release("c", 3, ReleaseOutcome.Undone), Release("b", 2), Release("a", 1)]));
        Assert.Equal("b", Choose([Release("c", 3, ReleaseOutcome.Undone), Release("b", 2)], "b"));
    }

    [Fact]
    public void Where_there_is_none_or_the_named_one_is_no_good_that_is_refused_with_what_to_do()
    {
        Assert.Equal("lab: no release that is done was found in artifacts/releases, nor a copy of its journal in the clusters (release first: ./build.sh Release --version X.Y.Z --estate lab)", Refusal([]));
        Assert.Equal("x: no such release was found in artifacts/releases, nor a copy of its journal in the clusters (release first: ./build.sh Release --version X.Y.Z --estate lab)", Refusal([Release("a", 1)], "x"));
        Assert.StartsWith("b: this release is undone; only one that is done is watched", Refusal([Release("b", 2, ReleaseOutcome.Undone), Release("a", 1)], "b"), StringComparison.Ordinal);
        Assert.StartsWith("b: this release is open; only one that is done is watched (go on: ./build.sh Release --version 2.3.1 --estate lab, or back: ./build.sh Rollback --estate lab --release-id b)", Refusal([Release("b", 2, null), Release("a", 1)], "a"), StringComparison.Ordinal);
        Assert.StartsWith("a: there is nothing of it left to watch: release b has changed the estate since", Refusal([Release("b", 2), Release("a", 1)], "a"), StringComparison.Ordinal);
        Assert.StartsWith("a: there is nothing of it left to watch: release b has changed the estate since", Refusal([Release("b", 2, ReleaseOutcome.Closed), Release("a", 1)]), StringComparison.Ordinal);
        Assert.StartsWith("a: its plan has no gate and no probe by which it could be judged", Refusal([Release("a", 1) is var plain ? plain with { Plan = plain.Plan with { Availability = null } } : null!]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_taken_back_or_followed_by_another_is_not_watched_any_longer()
    {
        Assert.Null(WatchedRelease.Successor([Release("a", 1)], "a"));
        Assert.Null(WatchedRelease.Successor([Release("b", 2, ReleaseOutcome.Undone), Release("a", 1), Release("z", 0)], "a"));
        Assert.Equal("release b has changed the estate since", WatchedRelease.Successor([Release("b", 2, null), Release("a", 1)], "a"));
        Assert.Equal("release a is being taken back or changed by another run", WatchedRelease.Successor([Release("a", 1, ReleaseOutcome.Undone)], "a"));
        Assert.Null(WatchedRelease.Successor([], "a"));
    }

    [Fact]
    public void A_watch_lasts_as_long_as_was_said_or_48_hours()
    {
        Assert.Equal((Now, Now.AddHours(48)), WatchedRelease.Time(Release("a", 1), null, Rule, Now));
        Assert.Equal((Now, Now.AddMinutes(2)), WatchedRelease.Time(Release("a", 1), TimeSpan.FromMinutes(2), Rule, Now));
    }

    [Fact]
    public void One_that_was_interrupted_keeps_its_end_and_another_length_counts_from_its_beginning()
    {
        var release = Watched(ended: false);

        Assert.Equal((Now.AddHours(-1), Now.AddHours(1)), WatchedRelease.Time(release, null, Rule, Now));
        Assert.Equal((Now.AddHours(-1), Now.AddHours(1)), WatchedRelease.Time(release, TimeSpan.FromHours(2), Rule, Now));
        Assert.Equal((Now.AddHours(-1), Now.AddHours(3)), WatchedRelease.Time(release, TimeSpan.FromHours(4), Rule, Now));
        Assert.Equal((Now.AddHours(-1), Now.AddHours(1)), WatchedRelease.Time(release, null, Rule, Now.AddHours(5)));
        Assert.Equal((Now, Now.AddHours(4)), WatchedRelease.Time(Watched(ended: true), TimeSpan.FromHours(4), Rule, Now));
    }

    [Fact]
    public void A_length_that_can_show_nothing_is_refused()
    {
        Assert.Equal("--for: 1m is too short to show anything: 2 questions are asked at least, every 1m (for example --for 48h)", Assert.Throws<RefusalException>(() => WatchedRelease.Time(Release("a", 1), TimeSpan.FromMinutes(1), Rule, Now)).Message);
        Assert.Equal(
            "--for: the watch that is not at its end began at 2026-01-02 02:04:05 UTC, and would have ended at 2026-01-02 02:34:05 UTC (leave --for out to go on until 2026-01-02 04:04:05 UTC, or give a greater length)",
            Assert.Throws<RefusalException>(() => WatchedRelease.Time(Watched(ended: false), TimeSpan.FromMinutes(30), Rule, Now)).Message);
    }

    static string Choose(ReleaseRecord[] known, string? id = null) => WatchedRelease.Choose([.. known], id, "lab").Folder.Id;

    static string Refusal(ReleaseRecord[] known, string? id = null)
    {
        var refusal = Assert.Throws<RefusalException>(() => Choose(known, id));
        Assert.Equal(2, refusal.ExitCode);
        return refusal.Message;
    }

    static ReleaseRecord Watched(bool ended)
    {
        JournalEntry[] watch = [new JournalEntry.WatchStarted(Now.AddHours(-1), Now.AddHours(1), Rule, "anna", "runner-1") { At = Now.AddHours(-1) }, .. ended ? [new JournalEntry.WatchEnded(Ending.Done, "") { At = Now }] : Array.Empty<JournalEntry>()];
        return Record("a", [.. Release("a", 1).Entries, .. watch]);
    }

    static ReleaseRecord Release(string id, int hour, ReleaseOutcome? outcome = ReleaseOutcome.Done)
    {
        var at = Now.AddDays(-1).AddHours(hour);
        JournalEntry[] entries =
        [
            new JournalEntry.ReleaseOpened(1, id, "lab", "2.3.1", "intent", "fingerprint") { At = at },
            new JournalEntry.StepStarting("UpdateGateway/1/gateway@east/update", Undo) { At = at },
            .. outcome == ReleaseOutcome.Undone ? [new JournalEntry.UndoEnded("UpdateGateway/1/gateway@east/update", Ending.Done, "") { At = at }] : Array.Empty<JournalEntry>(),
            .. outcome is { } end ? [new JournalEntry.ReleaseEnded(end) { At = at }] : Array.Empty<JournalEntry>(),
        ];
        return Record(id, entries);
    }

    static ReleaseRecord Record(string id, JournalEntry[] entries) => new(new ReleaseFolder($"/artifacts/{id}"), Plan, [.. entries], ReleaseState.Fold(entries));

    static Plan Plan => new()
    {
        Estate = "lab",
        Version = "2.3.1",
        Intent = "intent",
        Budget = TimeSpan.FromHours(2),
        Images = [],
        Stages = [],
        Availability = [new AvailabilityProbe { Request = new EndpointRequest("api", "/keys", "GET", 200), Rate = 20, Timeout = TimeSpan.FromSeconds(5), FailedAtMost = 0.01 }],
    };
}
