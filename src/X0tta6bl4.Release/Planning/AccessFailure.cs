namespace X0tta6bl4.Release.Planning;

/// <summary>Why something outside did not do what was asked.</summary>
public enum AccessFailure
{
    /// <summary>For a reason that fits none of the others.</summary>
    Unknown,

    /// <summary>No answer, or answers that say to come back later, for as long as was tried.</summary>
    Unreachable,

    /// <summary>Not authenticated, or not allowed.</summary>
    Denied,

    /// <summary>The thing asked for does not exist.</summary>
    Missing,

    /// <summary>The thing has changed meanwhile.</summary>
    Conflict,

    /// <summary>The request is invalid, or refused by admission or quota.</summary>
    Rejected,

    /// <summary>The container that was to run a command does not run at this moment, and nothing ran: it is being replaced, starts, or has stopped.</summary>
    NotRunning,
}
