using System.Collections.Concurrent;

namespace X0tta6bl4.Release.Cluster.Tests.Fakes;

/// <summary>A clock on which every wait of less than a minute is over at once, and longer ones never are. Pauses between tries are short, limits of
/// requests are long (tests set them so): no test waits, and no limit ends early.</summary>
sealed class JumpingTime(DateTimeOffset start) : TimeProvider
{
    long passed;

    /// <summary>One that begins where the servers' clocks stand: the Date of what they answer is the real one, and the judge goes by it.</summary>
    public static JumpingTime LikeTheServers => new(System.GetUtcNow());

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Options whose limits never end on this clock.</summary>
    public static ClusterOptions Options => new()
    {
        RequestLimit = TimeSpan.FromMinutes(5),
        PatchLimit = TimeSpan.FromMinutes(5),
        WatchIdleLimit = TimeSpan.FromMinutes(5),
        EvidenceLimit = TimeSpan.FromMinutes(5),
        FolderLimit = TimeSpan.FromMinutes(5),
        PluginLimit = TimeSpan.FromMinutes(5),
    };

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(Interlocked.Read(ref passed));

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= TimeSpan.FromMinutes(1))
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Waits.Enqueue(dueTime);
        Interlocked.Add(ref passed, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
