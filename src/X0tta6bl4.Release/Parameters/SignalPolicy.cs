namespace X0tta6bl4.Release.Parameters;

/// <summary>What a first SIGINT or SIGTERM does.</summary>
public enum SignalPolicy
{
    /// <summary>Reach the next safe point, journal it and stop. The default.</summary>
    Stop,

    /// <summary>Reach the next safe point, then undo everything this release changed.</summary>
    Rollback,
}
