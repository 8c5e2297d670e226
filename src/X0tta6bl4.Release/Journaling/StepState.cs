namespace X0tta6bl4.Release.Journaling;

/// <summary>How one step stands.</summary>
/// <param name="Step">The step's identifier.</param>
public sealed record StepState(string Step)
{
    /// <summary>How to undo it; null when it had no effect.</summary>
    public UndoRecord? Undo { get; init; }

    /// <summary>Its last ending; null while it or its undo runs, when the process died in one of them, or when the undo did not end well.</summary>
    public JournalEntry.StepEnded? Ended { get; init; }

    /// <summary>True after its undo succeeded.</summary>
    public bool Undone { get; init; }

    /// <summary>For a chart: the revision that helm made for it; null before, or when the process died in between.</summary>
    public int? Revision { get; init; }

    /// <summary>How often its undo began.</summary>
    public int UndoTries { get; init; }

    /// <summary>How often it began.</summary>
    public int Tries { get; init; }
}
