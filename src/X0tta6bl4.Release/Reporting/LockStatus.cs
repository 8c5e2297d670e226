using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The estate's lock on one cluster.</summary>
public sealed record LockStatus
{
    /// <summary>The cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Whether it is held.</summary>
    public required LockState State { get; init; }

    /// <summary>Who holds it, <c>USER@HOST</c>; empty when nobody does.</summary>
    public string Holder { get; init; } = "";

    /// <summary>What for: targets and version; empty when nobody holds it.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Address of the holder's CI job; empty when there is none.</summary>
    public string Job { get; init; } = "";

    /// <summary>Since when it is held, in UTC; null when nobody holds it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The holder's last sign of life, in UTC by the cluster's clock; null when nobody holds it.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>All of it in one line, or why it could not be read.</summary>
    public required string Detail { get; init; }

    /// <summary>A lock that could not be read.</summary>
    public static LockStatus Unread(string cluster, string reason) => new() { Cluster = cluster, State = LockState.Unknown, Detail = reason };

    /// <summary>A lock as it was read.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="lease">The lock; null when there never was one.</param>
    /// <param name="now">Time by the cluster's clock.</param>
    /// <param name="machine">This machine.</param>
    /// <param name="lives">Whether a process of this machine is alive.</param>
    public static LockStatus Of(string cluster, EstateLease? lease, DateTimeOffset now, string machine, Func<int, bool> lives)
    {
        if (lease is null or { IsFree: true })
        {
            return new LockStatus { Cluster = cluster, State = LockState.Free, Detail = "free" };
        }

        var dead = lease.DeadBecause(now, machine, lives);
        return new LockStatus
        {
            Cluster = cluster,
            State = dead is null ? LockState.Held : LockState.Dead,
            Holder = lease.Holder,
            Purpose = lease.Purpose,
            Job = lease.JobUrl,
            Since = lease.Acquired,
            LastSeen = lease.Renewed,
            Detail = dead is null ? lease.SeenAt(now) : $"{lease}; its holder is dead: {dead}",
        };
    }
}
