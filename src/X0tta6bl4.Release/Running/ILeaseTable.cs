using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Locks of estates in one cluster. Members may throw <see cref="EstateAccessException"/>.</summary>
public interface ILeaseTable
{
    /// <summary>The cluster's name in the runbook.</summary>
    string Cluster { get; }

    /// <summary>The time by the cluster's clock, which all holders share.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Reads the lock of an estate; null when there never was one.</summary>
    Task<EstateLease?> FindAsync(string estate, CancellationToken cancellationToken);

    /// <summary>Writes the lock of an estate, if it still has the version that was read.</summary>
    /// <returns>The lock as written; null when somebody else was faster.</returns>
    Task<EstateLease?> WriteAsync(string estate, EstateLease lease, CancellationToken cancellationToken);
}
