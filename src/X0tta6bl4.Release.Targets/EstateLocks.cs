using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Everything that keeps two runs apart: a file for two of one checkout, Leases in the clusters for all others.</summary>
public sealed class EstateLocks : IAsyncDisposable
{
    readonly EstateLock file;

    EstateLocks(EstateLock file, EstateLeases leases) => (this.file, Leases) = (file, leases);

    /// <summary>The Leases.</summary>
    public EstateLeases Leases { get; }

    /// <summary>This run as a writer of journals' copies.</summary>
    public JournalWriter Writer => new(Leases.Token, Leases.ProveAsync);

    /// <summary>Takes all of them.</summary>
    /// <exception cref="RefusalException">Another run holds one.</exception>
    /// <exception cref="EstateAccessException">A cluster cannot be asked.</exception>
    public static Task<EstateLocks> TakeAsync(SessionSetup setup, SessionInput input, ConnectedEstate estate, CancellationToken cancellationToken) =>
        TakeAsync(setup, input, estate, onUnreachable: null, cancellationToken);

    /// <summary>Takes those that can be reached: the way back must not depend on a cluster that is down.</summary>
    /// <exception cref="RefusalException">Another run holds one.</exception>
    public static Task<EstateLocks> TakeReachableAsync(SessionSetup setup, SessionInput input, ConnectedEstate estate, CancellationToken cancellationToken) =>
        TakeAsync(setup, input, estate, exception => setup.Output.WriteLine($"Not locked: {exception.Message}"), cancellationToken);

    /// <summary>Gives all of them back.</summary>
    public async ValueTask DisposeAsync()
    {
        await Leases.DisposeAsync().ConfigureAwait(false);
        file.Dispose();
    }

    /// <summary>Gives all of them back after something has failed. Where one was lost, that is why.</summary>
    /// <exception cref="RefusalException">Another run has taken one over.</exception>
    public async Task GiveUpAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        if (Leases.Lost is { } lost)
        {
            throw new RefusalException(ExitCode.Locked, $"{lost}. This run changed nothing; type the same command again once the other one has ended.");
        }
    }

    static async Task<EstateLocks> TakeAsync(SessionSetup setup, SessionInput input, ConnectedEstate estate, Action<EstateAccessException>? onUnreachable, CancellationToken cancellationToken)
    {
        var file = EstateLock.Take(setup.TemporaryDirectory, input.Scope.Estate.Name);
        var locks = new EstateLocks(file, new EstateLeases(estate.Keepers.Select(keeper => keeper.Leases), input.Scope.Estate, Claim(setup, input), setup.Runner.Lives, setup.Time));
        try
        {
            if (await locks.Leases.TakeAsync(setup.Output.WriteLine, onUnreachable, cancellationToken).ConfigureAwait(false) is { } other)
            {
                throw new RefusalException(ExitCode.Locked, Locked(input, other.Cluster, other.Lease));
            }

            await DisarmAsync(new Fence(locks.Leases, estate.Clusters), input, onUnreachable, cancellationToken).ConfigureAwait(false);
            return locks;
        }
        catch
        {
            await locks.GiveUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    static async Task DisarmAsync(Fence fence, SessionInput input, Action<EstateAccessException>? onUnreachable, CancellationToken cancellationToken)
    {
        try
        {
            await fence.DisarmAsync([.. input.Scope.Placements.Select(Surveyor.WorkloadOf), .. input.Scope.OnTrial.Select(input.Scope.CopyOf)], cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException exception) when (onUnreachable is not null)
        {
            onUnreachable(exception);
        }
    }

    static EstateLease Claim(SessionSetup setup, SessionInput input) => new()
    {
        Token = setup.NewToken(),
        Holder = setup.Runner.Holder,
        Purpose = string.Join(' ', [.. setup.Targets, .. input.Parameters.Version is { } version ? new[] { version.Text } : []]),
        Machine = setup.Runner.Machine,
        ProcessId = setup.Runner.ProcessId,
        JobUrl = setup.Runner.JobUrl,
    };

    static string Locked(SessionInput input, string cluster, EstateLease lease)
    {
        var name = input.Scope.Estate.Name;
        return $"Estate {name} is locked on {cluster} by {lease}. Wait for it to end, then type the same command again. It expires {Durations.Text(lease.Expiry)} after its last sign of life; to break it when its holder is dead: ./build.sh Unlock --estate {name}";
    }
}
