using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A run as plain lines, and after every thirty seconds without one a line that says what is being waited for.</summary>
public sealed class PlainRun : IRunObserver, IDisposable
{
    readonly Lock gate = new();
    readonly PlainLines lines;
    readonly TimeProvider time;
    readonly ITimer timer;
    LiveState state;
    long heard;

    /// <summary>Shows the run of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="release">How the release stands before the run.</param>
    /// <param name="writer">Where lines go.</param>
    /// <param name="time">The clock.</param>
    public PlainRun(Plan plan, ReleaseState release, TextWriter writer, TimeProvider time)
    {
        (lines, this.time, state) = (new PlainLines(plan, writer, time), time, new LiveState { Plan = plan, Release = release });
        timer = time.CreateTimer(_ => Remind(), state: null, Reminder.Pause, Reminder.Pause);
    }

    /// <inheritdoc/>
    public void OnEntry(JournalEntry entry)
    {
        Fold(now => now.With(entry));
        lines.OnEntry(entry);
        Hear();
    }

    /// <inheritdoc/>
    public void OnProgress(RunProgress progress)
    {
        Fold(now => now.With(progress));
        lines.OnProgress(progress);
        Hear();
    }

    /// <summary>Reminds no more.</summary>
    public void Dispose() => timer.Dispose();

    void Fold(Func<LiveState, LiveState> step)
    {
        lock (gate)
        {
            state = step(state);
        }
    }

    // Only a line that was printed puts the reminder off.
    void Hear()
    {
        if (Interlocked.Exchange(ref heard, lines.Written) != lines.Written)
        {
            timer.Change(Reminder.Pause, Reminder.Pause);
        }
    }

    void Remind()
    {
        string? text;
        lock (gate)
        {
            text = Reminder.Of(state, time.GetUtcNow());
        }

        if (text is not null)
        {
            lines.Say(text);
        }
    }
}
