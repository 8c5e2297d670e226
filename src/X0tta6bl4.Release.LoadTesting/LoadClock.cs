namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Time since a load began.</summary>
/// <param name="time">The clock behind it.</param>
internal sealed class LoadClock(TimeProvider time)
{
    // Timers count whole milliseconds; a shorter wait would be none, and a loop around it would spin.
    static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(1);

    readonly long started = time.GetTimestamp();

    /// <summary>Time since the load began.</summary>
    public TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>Waits until a moment; not at all when it has passed.</summary>
    /// <param name="moment">The moment, from the load's beginning.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask WaitUntilAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (TimeSpan left; (left = moment - Now) > TimeSpan.Zero;)
        {
            await Task.Delay(left > LeastWait ? left : LeastWait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A token that is cancelled after a time.</summary>
    public CancellationTokenSource Limit(TimeSpan after) => new(after, time);
}
