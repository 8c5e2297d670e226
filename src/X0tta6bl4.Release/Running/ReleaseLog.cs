using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Running;

/// <summary>The journal of the running release with its fold and its observers: first durable, then folded, then shown.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for has nothing to dispose of.
public sealed partial class ReleaseLog
#pragma warning restore CA1001
{
    readonly SemaphoreSlim turn = new(1, 1);
    readonly IJournal journal;
    readonly ImmutableArray<IRunObserver> observers;
    readonly TimeProvider time;
    readonly ILogger logger;

    /// <summary>Continues a release.</summary>
    public ReleaseLog(IJournal journal, ReleaseState state, ImmutableArray<IRunObserver> observers, TimeProvider time, ILogger logger)
    {
        (this.journal, State, this.observers, this.time, this.logger) = (journal, state, observers, time, logger);
    }

    /// <summary>The fold of everything appended so far.</summary>
    public ReleaseState State { get; private set; }

    /// <summary>The time for the next entry.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Appends an entry; see <see cref="IJournal.AppendAsync"/>.</summary>
    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await journal.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
            Show(entry);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Appends an entry where that is possible: the way back never waits for its own record.</summary>
    public async Task TryAppendAsync(JournalEntry entry)
    {
        await turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await TryWriteAsync(entry).ConfigureAwait(false);
            Show(entry);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Shows progress.</summary>
    public void Show(RunProgress progress) => Notify(observer => observer.OnProgress(progress));

    /// <summary>Shows how an endpoint's availability stands.</summary>
    public void Show(AvailabilityFigure figure) => Notify(observer => observer.OnAvailability(figure));

    async Task TryWriteAsync(JournalEntry entry)
    {
        try
        {
            await journal.AppendAsync(entry, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(logger, exception.Message);
        }
    }

    // In the journal's own order, so that this fold is the one that a successor makes.
    void Show(JournalEntry entry)
    {
        State = State.With(entry);
        Notify(observer => observer.OnEntry(entry));
    }

    void Notify(Action<IRunObserver> tell)
    {
        foreach (var observer in observers)
        {
            try
            {
                tell(observer);
            }
#pragma warning disable CA1031 // Whatever an observer throws, the run goes on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogObserver(logger, exception.Message);
            }
        }
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "The journal could not be written: {Reason}")]
    static partial void LogUnwritten(ILogger logger, string reason);

    [LoggerMessage(EventId = 3001, Level = LogLevel.Debug, Message = "An observer failed: {Reason}")]
    static partial void LogObserver(ILogger logger, string reason);
}
