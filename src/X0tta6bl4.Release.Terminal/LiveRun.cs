using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A run on a terminal: what runs as a live block, and above it the same lines as <see cref="PlainLines"/>, but for progress that has its place in the block.</summary>
public sealed class LiveRun : IRunObserver
{
    readonly Lock gate = new();
    readonly PlainLines lines;
    readonly Redactor redactor;
    LiveState state;

    /// <summary>Shows the run of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="release">How the release stands before the run.</param>
    /// <param name="writer">Where lines go: a writer to <paramref name="screen"/>.</param>
    /// <param name="screen">Where the block stands.</param>
    /// <param name="redactor">Takes secrets out of the block.</param>
    /// <param name="trouble">Says what is wrong with the estate's lock; null while nothing is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="translator">The language of the block; null for English.</param>
    public LiveRun(Plan plan, ReleaseState release, TextWriter writer, LiveScreen screen, Redactor redactor, Func<string?> trouble, TimeProvider time, Translator? translator = null)
    {
        (lines, this.redactor, state) = (new PlainLines(plan, writer, time), redactor, new LiveState { Plan = plan, Release = release });
        screen.Attach((size, now) => LiveView.Rows(State, redactor.Clean(trouble() ?? ""), size, now, translator ?? Translator.English));
    }

    LiveState State
    {
        get
        {
            lock (gate)
            {
                return state;
            }
        }
    }

    /// <inheritdoc/>
    public void OnEntry(JournalEntry entry)
    {
        var clean = RedactingJournal.Clean(entry, redactor);
        Fold(now => now.With(clean));
        lines.OnEntry(entry);
    }

    /// <inheritdoc/>
    public void OnProgress(RunProgress progress)
    {
        var clean = progress with { Message = redactor.Clean(progress.Message) };
        if (!Fold(now => now.With(clean)).Holds(progress))
        {
            lines.OnProgress(progress);
        }
    }

    /// <inheritdoc/>
    public void OnAvailability(AvailabilityFigure figure)
    {
        var clean = figure with { Count = figure.Count with { FirstFailure = redactor.Clean(figure.Count.FirstFailure) } };
        Fold(now => now.With(clean));
    }

    // Never beyond the fold: the screen asks for the state while it is locked itself.
    LiveState Fold(Func<LiveState, LiveState> step)
    {
        lock (gate)
        {
            return state = step(state);
        }
    }
}
