using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class StatusTextTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    internal static EstateStatus Status => new()
    {
        Estate = "lab",
        Simulated = true,
        At = Noon,
        Placements =
        [
            Placement("gateway", "east") with
            {
                Version = "2.3.1", Digest = "sha256:" + new string('a', 64), Since = new DateTimeOffset(2026, 1, 2, 14, 4, 5, TimeSpan.FromHours(3)), Release = "2.3.1-20260102T110000Z", Health = Health.Healthy, Detail = "4 of 4 available",
            },
            Placement("agents", "moscow") with { Version = "2.3.0", Since = Noon, Release = "2.3.1-20260102T110000Z", Restored = true, Health = Health.Failing, Fault = "K-CRASHLOOP", Detail = "container agents ended with 1 and is started again and again, 7 times so far" },
            Placement("reports", "east") with { Health = Health.Unknown, Detail = "not known: east: no answer" },
        ],
        Charts = [new ChartStatus { Chart = "vault@east", Cluster = "east", HelmRelease = "east/vault/helmrelease/vault", Version = "0.28.1", Revision = 3, Status = "deployed", Health = Health.Healthy }],
        Locks = [Free("east"), Free("moscow")],
        Release = null,
        Unread = [],
        Next = "",
    };

    static ReleaseStatus Open => new()
    {
        Id = "2.3.1-20260102T110000Z",
        Version = "2.3.1",
        Outcome = "open",
        RollingBack = false,
        Stage = "UpdateAgents",
        Started = Noon,
        LastEntry = Noon,
        Changes = 2,
        Failure = new ReleaseFailure("UpdateAgents", "moscow/system/deployment/agents: crashes", "K-CRASHLOOP", "moscow/system/pod/agents-1", "look at its log"),
        Watch = null,
    };

    [Fact]
    public void What_runs_where_is_one_table_and_what_is_wrong_stands_below_its_row() => Assert.Equal(
        """
        Estate lab, simulated on this machine, at 2026-01-02 12:00:00 UTC

        runs              version  digest        since (UTC)          by release                       health
        gateway@east      2.3.1    aaaaaaaaaaaa  2026-01-02 11:04:05  2.3.1-20260102T110000Z           healthy
        agents@moscow     2.3.0                  2026-01-02 12:00:00  2.3.1-20260102T110000Z (undone)  failing
          K-CRASHLOOP: container agents ended with 1 and is started again and again, 7 times so far
        reports@east                                                                                   unknown
          not known: east: no answer
        chart vault@east  0.28.1   revision 3                                                          healthy

        release  none is known
        lock     free on east, moscow

        """.ReplaceLineEndings("\n"), StatusText.Of(Status));

    [Theory]
    [InlineData(null, "  until 2026-01-04 12:00:00 UTC, not at its end, last entry of it 2026-01-02 13:00:00 UTC")]
    [InlineData("watched for 2 d: all passed", "  watched for 2 d: all passed")]
    public void A_release_that_is_watched_says_until_when_and_one_that_was_how_that_ended(string? result, string line)
    {
        var watched = Open with { Outcome = "done", Failure = null, Watch = new WatchStatus(Noon, Noon.AddDays(2), Noon.AddHours(1), result) };

        Assert.Contains($"watch  {line}\n", StatusText.Of(Status with { Release = watched }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_window_gets_a_few_lines_for_each_row_and_nothing_is_left_out() => Assert.Equal(
        """
        Estate lab, simulated on this machine, at 2026-01-02
          12:00:00 UTC

        gateway@east: healthy
          2.3.1 (aaaaaaaaaaaa)
          since 2026-01-02 11:04:05, by 2.3.1-20260102T110000Z
        agents@moscow: failing
          2.3.0
          since 2026-01-02 12:00:00, by 2.3.1-20260102T110000Z
          (undone)
          K-CRASHLOOP: container agents ended with 1 and is started
          again and again, 7 times so far
        reports@east: unknown
          not known: east: no answer
        chart vault@east: healthy
          0.28.1 (revision 3)

        release  none is known
        lock     free on east, moscow

        """.ReplaceLineEndings("\n"), StatusText.Of(Status, 60));

    [Fact]
    public void An_open_release_says_where_it_stands_what_failed_who_holds_the_lock_and_what_to_type()
    {
        var text = StatusText.Of(Status with
        {
            Release = Open,
            Locks = [Free("east"), new LockStatus { Cluster = "moscow", State = LockState.Held, Detail = "anna@runner (process 7)" }],
            Unread = [new UnreadPart("spb", "no answer")],
            Next = "./build.sh Release --version 2.3.1 --estate lab to go on, or ./build.sh Rollback --estate lab --release-id 2.3.1-20260102T110000Z to go back",
        });

        Assert.EndsWith(
            """

            release  2.3.1-20260102T110000Z: open in UpdateAgents, last entry 2026-01-02 12:00:00 UTC
                     UpdateAgents: moscow/system/deployment/agents: crashes
                     K-CRASHLOOP at moscow/system/pod/agents-1: look at its log
            lock     east: free
                     moscow: anna@runner (process 7)
            unread   spb: its copies of journals are not known: no answer
            next     ./build.sh Release --version 2.3.1 --estate lab to go on, or ./build.sh Rollback --estate lab --release-id 2.3.1-20260102T110000Z to go back

            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(101)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_window_but_for_what_is_there_to_be_copied(int columns)
    {
        var lines = StatusText.Of(Status with { Release = Open, Next = new string('x', 300) }, columns).Split('\n');

        Assert.All(lines, line => Assert.True(Cells.Width(line) <= columns || line.StartsWith("next", StringComparison.Ordinal) || line.Trim().Contains(' ') is false, line));
    }

    [Fact]
    public void Columns_are_measured_in_cells_and_foreign_text_moves_no_cursor()
    {
        var text = StatusText.Of(Status with { Placements = [Placement("ворота", "東京") with { Version = "1", Health = Health.Healthy }, Placement("gate", "a\e[2Jb") with { Version = "2", Health = Health.Stalled, Detail = "paused\r\nby hand" }], Charts = [] });

        Assert.Contains("\nворота@東京  1        healthy\ngate@a [2Jb  2        stalled\n  paused by hand\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
    }

    static PlacementStatus Placement(string component, string cluster) =>
        new() { Placement = $"{component}@{cluster}", Component = component, Cluster = cluster, Workload = $"{cluster}/system/deployment/{component}" };

    static LockStatus Free(string cluster) => new() { Cluster = cluster, State = LockState.Free, Detail = "free" };
}
