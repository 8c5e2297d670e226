using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Transport;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Probing;

/// <summary>Probes on threads of its own in the runner's process: it ends with the runner, whatever ends that.</summary>
/// <param name="time">The clock.</param>
public sealed class Prober(TimeProvider time) : IProber
{
    const int MostConnections = 1000;

    /// <inheritdoc/>
    public IAsyncDisposable Start(ImmutableArray<ProbeTarget> targets, IProbeSink sink)
    {
        var stop = new CancellationTokenSource();
        var loops = targets.Select((target, place) => new ProbedTarget(target, place)).GroupBy(probed => (IsPlain(probed.Target), probed.Target.Timeout))
            .Select(group => Begin([.. group], group.Key.Timeout, isPlain: group.Key.Item1, sink, stop.Token)).ToArray();
        return new Probing(stop, Task.WhenAll(loops));
    }

    // Names are resolved once by our own sockets, and may lead elsewhere in an hour.
    static bool IsPlain(ProbeTarget target) => target.Call.Url.Scheme == Uri.UriSchemeHttp && target.Call.Url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;

    Task Begin(ProbedTarget[] targets, TimeSpan timeout, bool isPlain, IProbeSink sink, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Run(targets, timeout, isPlain, sink, cancellationToken);
            }
#pragma warning disable CA1031 // Whatever breaks the prober, the release goes on: probes that are due and do not come make the claim void.
            catch (Exception)
#pragma warning restore CA1031
            {
                // Said by what is missing in the ledger.
            }

            end.SetResult();
        })
        {
            IsBackground = true,
            Name = "prober",
        };
        thread.Start();
        return end.Task;
    }

    void Run(ProbedTarget[] targets, TimeSpan timeout, bool isPlain, IProbeSink sink, CancellationToken cancellationToken)
    {
        var clock = new LoadClock(time);
        var connections = (int)Math.Min(MostConnections, (targets.Sum(target => target.Target.RatePerSecond) * timeout.TotalSeconds) + targets.Length);
        using ITransport transport = isPlain ? new SocketTransport(clock, timeout, connections, keeps: false) : new HttpTransport(clock, timeout, connections, keeps: false);
        new ProbeLoop(targets, transport, clock, time, sink).Run(cancellationToken);
    }

    sealed class Probing(CancellationTokenSource stop, Task loops) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await loops.ConfigureAwait(false);
            stop.Dispose();
        }
    }
}
