namespace X0tta6bl4.Release.Targets;

/// <summary>When a run that was told to end waits no longer for the answer to a change that it sent: at the second signal, and, if a signal only stops,
/// soon after the first. A cluster that does not answer would keep it from its safe point otherwise, until whoever sent the signal kills it.</summary>
sealed class Abandonment : IDisposable
{
    /// <summary>Of the 5 s that the way to the safe point may take, the time for an answer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly CancellationTokenSource source;
    readonly CancellationTokenRegistration registration;
    readonly ITimer timer;

    /// <summary>Follows the signals.</summary>
    /// <param name="signals">The signals.</param>
    /// <param name="soon">False where this process goes back after a signal: what it takes back must not land afterwards.</param>
    /// <param name="time">The clock.</param>
    public Abandonment(Signals signals, bool soon, TimeProvider time)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(signals.Second);
        timer = time.CreateTimer(_ => source.Cancel(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        registration = soon ? signals.First.Register(() => timer.Change(Patience, Timeout.InfiniteTimeSpan)) : default;
    }

    /// <summary>Cancelled when the waiting ends.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        registration.Dispose();
        timer.Dispose();
        source.Dispose();
    }
}
