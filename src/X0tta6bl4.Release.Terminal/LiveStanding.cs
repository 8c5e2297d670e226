namespace X0tta6bl4.Release.Terminal;

/// <summary>How a part of a wave stands; what is worth the eye most comes first.</summary>
enum LiveStanding
{
    /// <summary>It failed, or waits for a human.</summary>
    Failed,

    /// <summary>It is being worked on.</summary>
    Running,

    /// <summary>It has not begun.</summary>
    Waiting,

    /// <summary>It was stopped, because something else failed or somebody wanted it.</summary>
    Stopped,

    /// <summary>It is at its end.</summary>
    Done,
}
