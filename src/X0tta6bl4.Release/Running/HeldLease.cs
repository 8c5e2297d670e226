using System.Globalization;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>This run's lock in one cluster: taken, renewed, given back.</summary>
/// <param name="table">The cluster's locks.</param>
/// <param name="estate">The estate.</param>
/// <param name="claim">The lock as this run wants it, without times.</param>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for has nothing to dispose of.
sealed class HeldLease(ILeaseTable table, string estate, EstateLease claim)
#pragma warning restore CA1001
{
    const int Tries = 5;

    readonly SemaphoreSlim turn = new(1, 1);
    EstateLease? held;

    public string Cluster => table.Cluster;

    /// <summary>Who has it instead of this run; null while nobody is known to.</summary>
    public string? Lost { get; private set; }

    /// <summary>Why the lock could not be renewed the last time; null while it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Takes the lock, if nobody alive has it.</summary>
    /// <param name="dead">Says why nobody is alive behind a lock; null when somebody may be.</param>
    /// <param name="cancellationToken">Ends the taking.</param>
    /// <returns>The lock of another run; null when it is ours now.</returns>
    /// <exception cref="EstateAccessException">The cluster cannot be asked.</exception>
    public async Task<EstateLease?> TakeAsync(Func<EstateLease, DateTimeOffset, string?> dead, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var live = await table.FindAsync(estate, cancellationToken).ConfigureAwait(false);
            if (live?.Token == claim.Token)
            {
                held = live;
                return null;
            }

            if (live is { IsFree: false } && (attempt > Tries || dead(live, table.Now) is null))
            {
                return live;
            }

            var wanted = claim with { Acquired = table.Now, Renewed = table.Now, Transitions = (live?.Transitions ?? 0) + 1, Version = live?.Version ?? "" };
            held = await table.WriteAsync(estate, wanted, cancellationToken).ConfigureAwait(false);
            if (held is not null)
            {
                return null;
            }
        }
    }

    /// <summary>Renews the lock, which proves that it is still ours.</summary>
    /// <exception cref="EstateAccessException">It is not, or the cluster cannot be asked.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; Lost is null && held is not null; attempt++)
            {
                if (await table.WriteAsync(estate, held with { Renewed = table.Now }, cancellationToken).ConfigureAwait(false) is { } renewed)
                {
                    (held, Trouble) = (renewed, null);
                    return;
                }

                await LookAsync(attempt, cancellationToken).ConfigureAwait(false);
            }

            throw new EstateAccessException(AccessFailure.Conflict, Cluster, Lost ?? $"{Cluster}: the lock of estate {estate} is not held");
        }
        catch (EstateAccessException exception)
        {
            Trouble = held is null ? exception.Reason : $"{Cluster}: not renewed since {held.Renewed.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}: {exception.Reason}";
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Who has the lock instead of this run; null when nobody has.</summary>
    /// <exception cref="EstateAccessException">The cluster cannot be asked.</exception>
    public async Task<EstateLease?> OtherAsync(CancellationToken cancellationToken) =>
        await table.FindAsync(estate, cancellationToken).ConfigureAwait(false) is { IsFree: false } live && live.Token != claim.Token ? live : null;

    /// <summary>Gives the lock back, if it is ours.</summary>
    /// <exception cref="EstateAccessException">The cluster cannot be asked.</exception>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; Lost is null && held is { } mine; attempt++)
            {
                if (await table.WriteAsync(estate, mine with { Token = "" }, cancellationToken).ConfigureAwait(false) is not null)
                {
                    held = null;
                    return;
                }

                await LookAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    // A write that was refused: a renewal of ours whose answer got lost, or somebody else.
    async Task LookAsync(int attempt, CancellationToken cancellationToken)
    {
        var live = await table.FindAsync(estate, cancellationToken).ConfigureAwait(false);
        if (live?.Token == claim.Token && attempt <= Tries)
        {
            held = live;
            return;
        }

        Lost = live is { IsFree: false } ? $"{Cluster}: the lock of estate {estate} was taken over by {live}" : $"{Cluster}: the lock of estate {estate} was broken";
    }
}
