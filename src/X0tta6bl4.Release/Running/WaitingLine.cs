using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Shows what is being waited for: each piece of news at once, and every 30 seconds without any a reminder of the last one.</summary>
public sealed class WaitingLine : IDisposable
{
    /// <summary>Time without news after which the last is repeated.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    readonly RunContext context;
    readonly string step;
    readonly TimeSpan limit;
    readonly long start;
    readonly ITimer timer;
    readonly Lock gate = new();
    string last = "";

    /// <summary>Begins to wait.</summary>
    /// <param name="context">The run.</param>
    /// <param name="step">Identifier of the step under which lines are shown.</param>
    /// <param name="limit">How long is waited at most, for the reminder's words.</param>
    public WaitingLine(RunContext context, string step, TimeSpan limit)
    {
        (this.context, this.step, this.limit, start) = (context, step, limit, context.Time.GetTimestamp());
        timer = context.Time.CreateTimer(_ => Remind(), state: null, Pause, Pause);
    }

    /// <summary>The last piece of news; empty before the first.</summary>
    public string Last
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <summary>Shows a piece of news.</summary>
    /// <param name="message">The news.</param>
    /// <param name="counts">Pods of the rollout that it is about; null where it is about none.</param>
    public void Tell(string message, RolloutCounts? counts = null)
    {
        lock (gate)
        {
            last = message;
        }

        timer.Change(Pause, Pause);
        context.Log.Show(new RunProgress(step, message) { Counts = counts });
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    void Remind()
    {
        if (Last is { Length: > 0 } message)
        {
            context.Log.Show(new RunProgress(step, $"still waiting, {Durations.Text(context.Time.GetElapsedTime(start))} of {Durations.Text(limit)}: {message}") { IsReminder = true });
        }
    }
}
