namespace X0tta6bl4.Release.Journaling;

/// <summary>How a release ended.</summary>
public enum ReleaseOutcome
{
    /// <summary>Every stage is done.</summary>
    Done,

    /// <summary>Everything this release changed is as before.</summary>
    Undone,

    /// <summary>A human gave it up as it stands.</summary>
    Closed,
}
