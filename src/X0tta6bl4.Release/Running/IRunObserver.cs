using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Running;

/// <summary>Sees a run as it happens: a terminal, a notice, a trace. What it throws is swallowed; it never touches the run.</summary>
public interface IRunObserver
{
    /// <summary>A fact is in the journal.</summary>
    void OnEntry(JournalEntry entry);

    /// <summary>Something moved that is shown but not journaled.</summary>
    void OnProgress(RunProgress progress);

    /// <summary>An endpoint was probed once more; about once a second for each. Of no interest unless an observer says otherwise.</summary>
    void OnAvailability(AvailabilityFigure figure)
    {
    }
}
