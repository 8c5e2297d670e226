namespace X0tta6bl4.Release.Parameters;

/// <summary>What follows a failed stage.</summary>
public enum FailurePolicy
{
    /// <summary>Undo everything this release changed, newest first. The default.</summary>
    Rollback,

    /// <summary>Stop and leave the release open for a human.</summary>
    Stop,
}
