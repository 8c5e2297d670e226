using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class EstateLeasesTests
{
    readonly FakeTimeProvider time = new(Lab.Start);
    readonly MemoryLeases east;
    readonly MemoryLeases west;
    readonly List<string> notes = [];
    readonly HashSet<int> alive = [1, 2];

    public EstateLeasesTests() => (east, west) = (new MemoryLeases("east", time), new MemoryLeases("west", time));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lock_is_taken_in_every_cluster_and_says_who_holds_it_what_for()
    {
        await using var first = Leases("first");

        Assert.Null(await first.TakeAsync(notes.Add, null, Token));

        Assert.Equal(("first", "first"), (east.Lease!.Token, west.Lease!.Token));
        Assert.Equal("anna@runner (process 1), https://ci/1, since 2026-01-02 03:04:05 UTC, for Release 2.3.1", east.Lease.ToString());
    }

    [Fact]
    public async Task Another_run_gets_none_of_them_and_is_told_by_whom()
    {
        await using var first = Leases("first", [west]);
        await first.TakeAsync(notes.Add, null, Token);
        var second = Leases("second", process: 2, machine: "other");

        var other = await second.TakeAsync(notes.Add, null, Token);
        await second.DisposeAsync();

        Assert.Equal(("west", "first"), (other!.Value.Cluster, other.Value.Lease.Token));
        Assert.True(east.Lease!.IsFree);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task A_lock_that_is_not_renewed_expires_and_is_taken_over_with_a_note(int seconds, bool held)
    {
        east.Lease = Foreign(time.GetUtcNow());
        time.Advance(TimeSpan.FromSeconds(seconds));
        await using var second = Leases("second", [east]);

        Assert.Equal(held, await second.TakeAsync(notes.Add, null, Token) is not null);

        Assert.Equal(held ? 0 : 1, notes.Count);
        Assert.All(notes, note => Assert.Contains("is taken over: its last sign of life is 1 min 1 s old", note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_whose_process_on_this_machine_has_ended_is_taken_over_at_once()
    {
        east.Lease = Foreign(time.GetUtcNow()) with { Machine = "here", ProcessId = 77 };
        await using var second = Leases("second", [east]);

        Assert.Null(await second.TakeAsync(notes.Add, null, Token));

        Assert.Contains("is taken over: its process 77 on this machine has ended", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(2, east.Lease.Transitions);
    }

    [Fact]
    public async Task A_held_lock_is_renewed()
    {
        await using var first = Leases("first", [east]);
        await first.TakeAsync(notes.Add, null, Token);

        for (var i = 0; i < 30; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
        }

        await Until(() => east.Lease!.Renewed > Lab.Start + TimeSpan.FromSeconds(60));
        Assert.Equal(Lab.Start, east.Lease!.Acquired);
    }

    [Fact]
    public async Task Whoever_lost_the_lock_cannot_prove_it_any_more()
    {
        await using var first = Leases("first", [east]);
        await first.TakeAsync(notes.Add, null, Token);
        east.Lease = Foreign(time.GetUtcNow()) with { Version = "other" };

        var lost = await Assert.ThrowsAsync<EstateAccessException>(() => first.ProveAsync("east", Token));

        Assert.Equal(AccessFailure.Conflict, lost.Kind);
        Assert.StartsWith("east: the lock of estate lab was taken over by ben@elsewhere", lost.Message, StringComparison.Ordinal);
        Assert.Equal("foreign", (await first.FindOtherAsync("east"))!.Token);
    }

    [Fact]
    public async Task A_lock_that_expired_and_that_nobody_took_can_still_be_proven()
    {
        await using var first = Leases("first", [east]);
        await first.TakeAsync(notes.Add, null, Token);
        east.Down = "no route to host";
        time.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<EstateAccessException>(() => first.ProveAsync("east", Token));
        east.Down = null;

        await first.ProveAsync("east", Token);

        Assert.Equal(time.GetUtcNow(), east.Lease!.Renewed);
    }

    [Fact]
    public async Task What_is_wrong_with_a_lock_is_known_until_it_is_renewed()
    {
        await using var first = Leases("first");
        await first.TakeAsync(notes.Add, null, Token);
        Assert.Null(first.Trouble);

        west.Down = "no route to host";
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<EstateAccessException>(() => first.ProveAsync("west", Token));
        Assert.Equal("west: not renewed since 03:04:05: no route to host", first.Trouble);
        Assert.Null(first.Lost);

        west.Down = null;
        await first.ProveAsync("west", Token);
        Assert.Null(first.Trouble);

        west.Lease = Foreign(time.GetUtcNow()) with { Version = "other" };
        await Assert.ThrowsAsync<EstateAccessException>(() => first.ProveAsync("west", Token));
        Assert.Equal(first.Lost, first.Trouble);
    }

    [Fact]
    public async Task A_renewal_whose_answer_got_lost_is_still_ours()
    {
        await using var first = Leases("first", [east]);
        await first.TakeAsync(notes.Add, null, Token);
        east.Lease = east.Lease! with { Version = "renewed by us, unheard" };

        await first.ProveAsync("east", Token);

        Assert.Equal("first", east.Lease.Token);
    }

    [Fact]
    public async Task Of_two_that_reach_for_it_at_once_one_gets_it()
    {
        await using var first = Leases("first", [east]);
        east.BeforeWrite = () =>
        {
            east.BeforeWrite = () => { };
            east.Lease = Foreign(time.GetUtcNow()) with { Version = "faster" };
        };

        var other = await first.TakeAsync(notes.Add, null, Token);

        Assert.Equal("foreign", other!.Value.Lease.Token);
    }

    [Fact]
    public async Task The_end_gives_every_lock_back_but_not_one_that_is_somebody_elses()
    {
        var first = Leases("first");
        await first.TakeAsync(notes.Add, null, Token);
        east.Lease = Foreign(time.GetUtcNow()) with { Version = "other" };

        await first.DisposeAsync();

        Assert.Equal("foreign", east.Lease.Token);
        Assert.True(west.Lease!.IsFree);
    }

    [Fact]
    public async Task A_cluster_out_of_reach_keeps_forward_runs_out_and_not_the_way_back()
    {
        west.Down = "no route to host";
        var forward = Leases("forward");
        await Assert.ThrowsAsync<EstateAccessException>(() => forward.TakeAsync(notes.Add, null, Token));
        await forward.DisposeAsync();
        await using var back = Leases("back");
        var unreachable = new List<string>();

        Assert.Null(await back.TakeAsync(notes.Add, exception => unreachable.Add(exception.Message), Token));

        Assert.Equal(["west: no route to host"], unreachable);
        await back.ProveAsync("east", Token);
        Assert.Null(await back.FindOtherAsync("west"));
    }

    EstateLeases Leases(string token, MemoryLeases[]? tables = null, int process = 1, string machine = "here") => new(
        tables ?? [east, west],
        LabRunbook.Estate(),
        new EstateLease { Token = token, Holder = "anna@runner", Purpose = "Release 2.3.1", Machine = machine, ProcessId = process, JobUrl = "https://ci/1" },
        alive.Contains,
        time);

    static EstateLease Foreign(DateTimeOffset renewed) => new()
    {
        Token = "foreign", Holder = "ben@elsewhere", Purpose = "Rollback", Machine = "elsewhere", ProcessId = 9,
        Acquired = renewed, Renewed = renewed, Expiry = TimeSpan.FromSeconds(60), Transitions = 1, Version = "7",
    };

    static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
        }
    }
}
