namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Tells any number of waiters that something has changed. Take <see cref="Next"/> before looking, then wait for it: nothing is missed.</summary>
sealed class Pulse
{
    TaskCompletionSource next = New();

    /// <summary>Ends at the next change.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Something has changed.</summary>
    public void Raise() => Interlocked.Exchange(ref next, New()).SetResult();

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
