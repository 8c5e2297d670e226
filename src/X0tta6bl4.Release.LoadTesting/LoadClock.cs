namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Time since a load began.</summary>
/// <param name="time">The clock behind it.</param>
internal sealed class LoadClock(TimeProvider time)
{
    long started = time.GetTimestamp();

    /// <summary>Time since the load began.</summary>
    public TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>The load begins now.</summary>
    public void Start() => started = time.GetTimestamp();
}
