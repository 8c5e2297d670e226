using System.Collections.Concurrent;
using System.Threading.Channels;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests.Probing;

/// <summary>Keeps what a prober says.</summary>
sealed class KeptProbes : IProbeSink
{
    readonly Channel<Probe> ends = Channel.CreateUnbounded<Probe>();
    int begun;

    public ConcurrentQueue<Probe> All { get; } = [];

    public ConcurrentQueue<(string Target, long Count, TimeSpan Lag)> Gaps { get; } = [];

    public int Begun => Volatile.Read(ref begun);

    string IProbeSink.Begun(string target)
    {
        Interlocked.Increment(ref begun);
        return "phase";
    }

    public void Ended(Probe probe)
    {
        All.Enqueue(probe);
        ends.Writer.TryWrite(probe);
    }

    public void Missed(string target, DateTimeOffset due, TimeSpan lag, long count) => Gaps.Enqueue((target, count, lag));

    /// <summary>The next probe that ends with an outcome.</summary>
    public async Task<Probe> NextAsync(ProbeOutcome outcome)
    {
        while (true)
        {
            var probe = await ends.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (probe.Outcome == outcome)
            {
                return probe;
            }
        }
    }
}
