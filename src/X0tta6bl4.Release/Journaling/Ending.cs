namespace X0tta6bl4.Release.Journaling;

/// <summary>How a step, a stage or an undo ended.</summary>
public enum Ending
{
    /// <summary>As it should.</summary>
    Done,

    /// <summary>Nothing was to do; the message says why.</summary>
    Skipped,

    /// <summary>It failed; the message says why.</summary>
    Failed,

    /// <summary>It cannot go on, or cannot be judged, without a human; the message says what is wanted.</summary>
    Held,

    /// <summary>It was stopped by a signal, by a limit of time of something larger, or because something beside it failed.</summary>
    Stopped,
}
