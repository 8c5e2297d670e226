using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>What tests of whole loads share: ten requests, one each 100 ms, on a clock that moves only when a test says so.</summary>
public abstract class LoadTestBase
{
    internal PacedTime Time { get; } = new();

    protected static LoadProfile Ten(Uri url) => new(
        EndpointCall.Plain(HttpMethod.Get, url),
        Status: 200,
        RatePerSecond: 10,
        Duration: TimeSpan.FromSeconds(1),
        WarmUp: TimeSpan.Zero,
        Connections: 1,
        Timeout: TimeSpan.FromSeconds(10));

    protected Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult>? onProgress = null, CancellationToken? cancellationToken = null) =>
        new LoadGenerator(Time).RunAsync(profile, onProgress ?? (_ => { }), cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Runs a load whose requests all are overdue soon after its first one.</summary>
    protected async Task<LoadResult> RunAtOnceAsync(LoadProfile profile)
    {
        var run = RunAsync(profile);
        await Time.AdvanceAsync(profile.WarmUp + profile.Duration);
        return await run;
    }

    protected static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
