using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace X0tta6bl4.Release.LoadTesting.Tests.Servers;

/// <summary>A clock that tests move by hand, and that tells when the pacer waits for the next due time: the one wait that is shorter than a second.</summary>
sealed class PacedTime : FakeTimeProvider
{
    readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(1))
        {
            waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Moves the clock once the pacer waits.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await waits.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Advance(by);
    }
}
