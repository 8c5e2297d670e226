namespace X0tta6bl4.Release.Running;

/// <summary>The lock of an estate as one cluster has it.</summary>
public sealed record EstateLease
{
    /// <summary>Token of the run that holds it, unique per acquisition; empty when it is free.</summary>
    public required string Token { get; init; }

    /// <summary>Who holds it: <c>USER@HOST</c>.</summary>
    public string Holder { get; init; } = "";

    /// <summary>What for: targets and version.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>The machine as nobody else's is called, so that its processes can be told from others.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Identifier of the process on that machine.</summary>
    public int ProcessId { get; init; }

    /// <summary>Address of the CI job; empty when there is none.</summary>
    public string JobUrl { get; init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset Acquired { get; init; }

    /// <summary>Last sign of life, by the cluster's clock.</summary>
    public DateTimeOffset Renewed { get; init; }

    /// <summary>For how long a sign of life counts.</summary>
    public TimeSpan Expiry { get; init; }

    /// <summary>How often it changed hands.</summary>
    public int Transitions { get; init; }

    /// <summary>The object's version, which a change must find; empty for an object that is still to be made.</summary>
    public string Version { get; init; } = "";

    /// <summary>True when nobody holds it.</summary>
    public bool IsFree => Token.Length == 0;

    /// <summary>Says why nobody can be alive behind it; null when somebody may.</summary>
    /// <param name="now">Time by the cluster's clock.</param>
    /// <param name="machine">This machine.</param>
    /// <param name="lives">Whether a process of this machine is alive.</param>
    public string? DeadBecause(DateTimeOffset now, string machine, Func<int, bool> lives) =>
        IsFree ? "it is free"
        : now - Renewed > Expiry ? $"its last sign of life is {Planning.Durations.Text(now - Renewed)} old"
        : Machine == machine && !lives(ProcessId) ? $"its process {ProcessId} on this machine has ended"
        : null;

    /// <summary>Who holds it, and how long ago that was seen to be alive.</summary>
    /// <param name="now">Time by the cluster's clock.</param>
    public string SeenAt(DateTimeOffset now) => $"{this}; last sign of life {Planning.Durations.Text(now - Renewed)} ago";

    /// <summary>Who holds it since when and what for.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Holder} (process {ProcessId}){(JobUrl.Length == 0 ? "" : $", {JobUrl}")}, since {Acquired.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, for {Purpose}");
}
