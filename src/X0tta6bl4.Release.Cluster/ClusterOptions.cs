using X0tta6bl4.Release.Cluster.Faults;

namespace X0tta6bl4.Release.Cluster;

/// <summary>How long the adapter waits for what. The defaults suit clusters across the world; tests shorten them.</summary>
public sealed record ClusterOptions
{
    /// <summary>Limit for one request, from the first byte sent to the last byte read. Default 10 seconds, range 10 milliseconds to 10 minutes.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a read is repeated while the API server does not answer, or answers 429 or 5xx. Default 30 seconds, range 0 to 1 hour.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same while the connection is refused outright: nothing listens, so there is little to wait for. Default 5 seconds, range 0 to 1 hour.</summary>
    public TimeSpan RefusedPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>First pause between two tries; it doubles up to <see cref="LongestPause"/>. Default 250 milliseconds, range 0 to 1 minute.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between two tries, unless the server names a longer one. Default 5 seconds, range 0 to 10 minutes.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit for the answer to a patch; later it counts as lost. Default 30 seconds, range 10 milliseconds to 10 minutes.</summary>
    public TimeSpan PatchLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A watch without any event or bookmark for so long is taken for dead and opened anew. API servers send a bookmark
    /// about every minute. Default 70 seconds, range 10 milliseconds to 1 hour.</summary>
    public TimeSpan WatchIdleLimit { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>Limit for one run of a credential plugin. Default 30 seconds, range 10 milliseconds to 10 minutes.</summary>
    public TimeSpan PluginLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit for collecting the evidence of a fault. Default 5 seconds, range 10 milliseconds to 10 minutes.</summary>
    public TimeSpan EvidenceLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit for collecting everything about a workload whose step failed. Default 8 seconds, range 10 milliseconds to 10 minutes.</summary>
    public TimeSpan FolderLimit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>After how long a symptom counts as a fault.</summary>
    public JudgeLimits Judging { get; init; } = new();

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    internal ClusterOptions Checked()
    {
        var (tenMilliseconds, tenMinutes) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        var (hour, day) = (TimeSpan.FromHours(1), TimeSpan.FromDays(1));
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] ranges =
        [
            (nameof(RequestLimit), RequestLimit, tenMilliseconds, tenMinutes),
            (nameof(ReadPatience), ReadPatience, TimeSpan.Zero, hour),
            (nameof(RefusedPatience), RefusedPatience, TimeSpan.Zero, hour),
            (nameof(FirstPause), FirstPause, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            (nameof(LongestPause), LongestPause, TimeSpan.Zero, tenMinutes),
            (nameof(PatchLimit), PatchLimit, tenMilliseconds, tenMinutes),
            (nameof(WatchIdleLimit), WatchIdleLimit, tenMilliseconds, hour),
            (nameof(PluginLimit), PluginLimit, tenMilliseconds, tenMinutes),
            (nameof(EvidenceLimit), EvidenceLimit, tenMilliseconds, tenMinutes),
            (nameof(FolderLimit), FolderLimit, tenMilliseconds, tenMinutes),
            (nameof(JudgeLimits.ImagePull), Judging.ImagePull, TimeSpan.Zero, day),
            (nameof(JudgeLimits.PullDenied), Judging.PullDenied, TimeSpan.Zero, day),
            (nameof(JudgeLimits.SlowPull), Judging.SlowPull, TimeSpan.Zero, day),
            (nameof(JudgeLimits.Start), Judging.Start, TimeSpan.Zero, day),
            (nameof(JudgeLimits.Mount), Judging.Mount, TimeSpan.Zero, day),
            (nameof(JudgeLimits.Volume), Judging.Volume, TimeSpan.Zero, day),
            (nameof(JudgeLimits.Unschedulable), Judging.Unschedulable, TimeSpan.Zero, day),
            (nameof(JudgeLimits.ScaleUp), Judging.ScaleUp, TimeSpan.Zero, day),
            (nameof(JudgeLimits.CreateRefused), Judging.CreateRefused, TimeSpan.Zero, day),
            (nameof(JudgeLimits.WebhookDown), Judging.WebhookDown, TimeSpan.Zero, day),
            (nameof(JudgeLimits.NodeAway), Judging.NodeAway, TimeSpan.Zero, day),
            (nameof(JudgeLimits.Paused), Judging.Paused, TimeSpan.Zero, day),
            (nameof(JudgeLimits.NeverReadyFloor), Judging.NeverReadyFloor, TimeSpan.Zero, day),
            (nameof(JudgeLimits.UnheardProbe), Judging.UnheardProbe, TimeSpan.Zero, day),
            (nameof(JudgeLimits.ResumeGrace), Judging.ResumeGrace, TimeSpan.Zero, day),
        ];
        foreach (var (name, value, least, most) in ranges)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
            }
        }

        foreach (var (name, value) in new[] { (nameof(JudgeLimits.CrashRestarts), Judging.CrashRestarts), (nameof(JudgeLimits.LoneCrashRestarts), Judging.LoneCrashRestarts) })
        {
            if (value is < 0 or > 100)
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 0 to 100.");
            }
        }

        return this;
    }
}
