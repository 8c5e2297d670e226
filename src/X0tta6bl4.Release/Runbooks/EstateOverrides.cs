namespace X0tta6bl4.Release.Runbooks;

/// <summary>Settings of one estate that replace the runbook's general ones, such as shorter soaks on a sandbox. Null keeps the general one.</summary>
public sealed record EstateOverrides
{
    /// <summary>Soak after each wave; zero or more.</summary>
    public TimeSpan? Soak { get; init; }

    /// <summary>Time between two tries of a health check; above zero.</summary>
    public TimeSpan? CheckSpacing { get; init; }

    /// <summary>Window of every gate; above zero.</summary>
    public TimeSpan? GateWindow { get; init; }

    /// <summary>Duration of every load test; above zero.</summary>
    public TimeSpan? LoadDuration { get; init; }

    /// <summary>Time between two rounds of questions of a watch; above zero.</summary>
    public TimeSpan? WatchInterval { get; init; }
}
