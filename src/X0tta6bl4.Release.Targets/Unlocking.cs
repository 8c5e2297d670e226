using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Breaks the lock of an estate whose holder is dead.</summary>
sealed class Unlocking(SessionSetup setup, SessionInput input, ConnectedEstate estate)
{
    /// <summary>Breaks every cluster's lock whose holder is shown dead, or each of them by force.</summary>
    /// <returns>Number of locks that are free now.</returns>
    /// <exception cref="RefusalException">A holder may be alive, or a cluster cannot be asked.</exception>
    public async Task<int> UnlockAsync(bool force, CancellationToken cancellationToken)
    {
        var (alive, unread) = (new List<string>(), new List<Problem>());
        foreach (var table in estate.Keepers.Select(keeper => keeper.Leases))
        {
            try
            {
                if (await TryBreakAsync(table, force, cancellationToken).ConfigureAwait(false) is { } holder)
                {
                    alive.Add(holder);
                }
            }
            catch (EstateAccessException exception)
            {
                unread.Add(new Problem(exception.Subject, exception.Reason));
            }
        }

        if (alive.Count > 0)
        {
            throw new RefusalException(ExitCode.Locked, $"{string.Join(Environment.NewLine, alive)}{Environment.NewLine}Nothing shows that it is dead; stop it there, wait until the lock expires, or break it with --force");
        }

        if (unread.Count > 0)
        {
            throw new RefusalException(unread);
        }

        return estate.Keepers.Length;
    }

    // The holder that may be alive; null when the lock is free now.
    async Task<string?> TryBreakAsync(ILeaseTable table, bool force, CancellationToken cancellationToken)
    {
        var name = input.Scope.Estate.Name;
        if (await table.FindAsync(name, cancellationToken).ConfigureAwait(false) is not { IsFree: false } lease)
        {
            Say($"{table.Cluster}: free");
            return null;
        }

        var dead = lease.DeadBecause(table.Now, setup.Runner.Machine, setup.Runner.Lives);
        if (dead is null && !force)
        {
            return $"{table.Cluster} is locked by {lease.SeenAt(table.Now)}";
        }

        if (await table.WriteAsync(name, lease with { Token = "" }, cancellationToken).ConfigureAwait(false) is null)
        {
            return $"{table.Cluster} was locked by {lease}, which has renewed its lock meanwhile";
        }

        Say($"{table.Cluster}: the lock of {lease} is broken: {dead ?? "by force"}");
        return null;
    }

    void Say(string line) => setup.Output.WriteLine(line);
}
