using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>The lock of an estate: one Lease in each cluster, taken in a fixed order and renewed until it is given back.</summary>
public sealed class EstateLeases : IAsyncDisposable
{
    /// <summary>Longest wait for giving back, or for a look before an undo.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly ImmutableArray<HeldLease> all;
    readonly List<HeldLease> held = [];
    readonly CancellationTokenSource end = new();
    readonly EstateState settings;
    readonly TimeProvider time;
    readonly EstateLease claim;
    readonly Func<int, bool> lives;
    Task renewing = Task.CompletedTask;

    /// <summary>Prepares a lock.</summary>
    /// <param name="tables">Locks of the clusters, in the order of locking.</param>
    /// <param name="estate">The estate.</param>
    /// <param name="claim">Who wants it and what for, with the token.</param>
    /// <param name="lives">Whether a process of this machine is alive.</param>
    /// <param name="time">The clock.</param>
    public EstateLeases(IEnumerable<ILeaseTable> tables, Estate estate, EstateLease claim, Func<int, bool> lives, TimeProvider time)
    {
        (settings, this.time, this.lives) = (estate.State, time, lives);
        this.claim = claim with { Expiry = settings.LockExpiry };
        all = [.. tables.Select(table => new HeldLease(table, estate.Name, this.claim))];
    }

    /// <summary>The token of this acquisition.</summary>
    public string Token => claim.Token;

    /// <summary>What is known of a lock that this run had and has no more, in one line; null while all are its own.</summary>
    public string? Lost => held.Select(lease => lease.Lost).FirstOrDefault(lost => lost is not null);

    /// <summary>What is wrong with a lock of this run, lost or not renewed, in one line; null while nothing is.</summary>
    public string? Trouble => Lost ?? held.Select(lease => lease.Trouble).FirstOrDefault(trouble => trouble is not null);

    /// <summary>Takes every lock, or none.</summary>
    /// <param name="note">Told of each lock that is taken over from somebody who is dead.</param>
    /// <param name="onUnreachable">Told of a cluster that cannot be asked, which then is not locked; null when that may not be.</param>
    /// <param name="cancellationToken">Ends the taking.</param>
    /// <returns>The lock of another run with its cluster; null when all are ours.</returns>
    /// <exception cref="EstateAccessException">A cluster cannot be asked.</exception>
    public async Task<(string Cluster, EstateLease Lease)?> TakeAsync(Action<string> note, Action<EstateAccessException>? onUnreachable, CancellationToken cancellationToken)
    {
        foreach (var lease in all)
        {
            try
            {
                if (await lease.TakeAsync((live, now) => Dead(lease.Cluster, live, now, note), cancellationToken).ConfigureAwait(false) is { } other)
                {
                    return (lease.Cluster, other);
                }

                held.Add(lease);
            }
            catch (EstateAccessException exception) when (onUnreachable is not null)
            {
                onUnreachable(exception);
            }
        }

        renewing = RenewAsync();
        return null;
    }

    /// <summary>Proves that a cluster's lock is still this run's, by renewing it.</summary>
    /// <exception cref="EstateAccessException">It is not, or the cluster cannot be asked.</exception>
    public Task ProveAsync(string cluster, CancellationToken cancellationToken) => held.Find(lease => lease.Cluster == cluster) is { } lease
        ? lease.RenewAsync(cancellationToken)
        : throw new EstateAccessException(AccessFailure.Conflict, cluster, $"{cluster}: the lock is not held, so nothing is changed");

    /// <summary>Who has taken over a cluster's lock; null when nobody has, or that cannot be told: an undo does not wait for it.</summary>
    public async Task<EstateLease?> FindOtherAsync(string cluster)
    {
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            return all.FirstOrDefault(lease => lease.Cluster == cluster) is { } lease ? await lease.OtherAsync(late.Token).ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is EstateAccessException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Stops renewing and gives every lock back; one that cannot be reached expires.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
        using var late = new CancellationTokenSource(Patience, time);
        foreach (var lease in Enumerable.Reverse(held))
        {
            await TryAsync(() => lease.GiveBackAsync(late.Token)).ConfigureAwait(false);
        }

        end.Dispose();
    }

    string? Dead(string cluster, EstateLease live, DateTimeOffset now, Action<string> note)
    {
        var reason = live.DeadBecause(now, claim.Machine, lives);
        if (reason is not null)
        {
            note($"{cluster}: the lock of {live} is taken over: {reason}");
        }

        return reason;
    }

    async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(settings.LockRenewal, time);
        await TryAsync(async () =>
        {
            while (await timer.WaitForNextTickAsync(end.Token).ConfigureAwait(false))
            {
                await Task.WhenAll(held.Select(lease => TryAsync(() => lease.RenewAsync(end.Token)))).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    // A renewal that fails is tried again at the next turn; whether the lock is lost shows when something is to be changed.
    static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EstateAccessException or OperationCanceledException)
        {
            // See above.
        }
    }
}
