using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>How one release is to be watched.</summary>
public sealed record WatchOrder
{
    /// <summary>When the watch began; before now for one that goes on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Its rule.</summary>
    public required WatchRule Rule { get; init; }

    /// <summary>Greatest share of errors that guards allow in place of the plan's; null when the plan's counts.</summary>
    public double? ErrorThreshold { get; init; }

    /// <summary>User name of whoever watches.</summary>
    public required string Operator { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Host { get; init; }

    /// <summary>Asked before each round: why there is nothing left to watch, in one line; null while there is. It does not fail.</summary>
    public required Func<CancellationToken, Task<string?>> FindSuccessorAsync { get; init; }

    /// <summary>Its length.</summary>
    public TimeSpan Length => Until - From;
}
