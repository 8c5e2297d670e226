using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Keeps what an observer sees, and may act or throw on it.</summary>
sealed class Recorder(Action<JournalEntry>? onEntry = null) : IRunObserver
{
    public List<JournalEntry> Entries { get; } = [];

    public List<RunProgress> Progress { get; } = [];

    public List<AvailabilityFigure> Figures { get; } = [];

    public void OnEntry(JournalEntry entry)
    {
        Entries.Add(entry);
        onEntry?.Invoke(entry);
    }

    public void OnProgress(RunProgress progress) => Progress.Add(progress);

    public void OnAvailability(AvailabilityFigure figure) => Figures.Add(figure);
}
