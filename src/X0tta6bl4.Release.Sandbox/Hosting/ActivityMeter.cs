namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>Knows for how long nobody has asked for anything.</summary>
internal sealed class ActivityMeter(TimeProvider time)
{
    long lastEnd = time.GetTimestamp();
    int running;

    /// <summary>Whether a request is being answered.</summary>
    public bool IsBusy => Volatile.Read(ref running) > 0;

    /// <summary>Time since the last request ended; zero while one is running.</summary>
    public TimeSpan Idle => IsBusy ? TimeSpan.Zero : time.GetElapsedTime(Interlocked.Read(ref lastEnd));

    public async Task MeasureAsync(Func<Task> request)
    {
        Interlocked.Increment(ref running);
        try
        {
            await request().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Exchange(ref lastEnd, time.GetTimestamp());
            Interlocked.Decrement(ref running);
        }
    }
}
