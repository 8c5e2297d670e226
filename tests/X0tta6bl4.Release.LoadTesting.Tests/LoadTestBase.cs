using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>What tests of whole loads share: ten requests within ten milliseconds.</summary>
public abstract class LoadTestBase
{
    protected static LoadProfile Ten(Uri url) => new(
        EndpointCall.Plain(HttpMethod.Get, url),
        Status: 200,
        RatePerSecond: 1000,
        Duration: TimeSpan.FromMilliseconds(10),
        WarmUp: TimeSpan.Zero,
        Connections: 1,
        Timeout: TimeSpan.FromSeconds(30));

    /// <summary>Runs a load over real sockets, in this process.</summary>
    internal static Task<LoadReport> RunAsync(LoadProfile profile)
    {
        var order = new LoadOrder { Same = SameRequestOrder.Of(profile), Connections = profile.Connections };
        return Task.Run(() => OrderedLoad.Of(order, TimeProvider.System, new Random(1)).Run(_ => { }, TestContext.Current.CancellationToken));
    }

    internal static long Good(LoadReport seen) => seen.Total.Ended - seen.Total.Failed;
}
