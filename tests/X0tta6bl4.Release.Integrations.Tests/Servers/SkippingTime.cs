namespace X0tta6bl4.Release.Integrations.Tests.Servers;

/// <summary>A clock on which short waits are over at once, having moved it, and long ones never end: tests decide by length what a wait is.</summary>
sealed class SkippingTime(TimeSpan longest) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<TimeSpan> waits = [];
    DateTimeOffset now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > longest || dueTime == Timeout.InfiniteTimeSpan)
        {
            return new Idle();
        }

        lock (gate)
        {
            waits.Add(dueTime);
            now += dueTime;
        }

        // Through the pool: whoever makes a timer does not expect it to be over before it is made.
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Idle();
    }

    sealed class Idle : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
