using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>Loads from the product's own generator, on the first processor.</summary>
static class Generated
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static Task<LoadReport> RunAsync(Uri url, double rate, double seconds, int connections = 1000)
    {
        var same = new SameRequestOrder("GET", url, ImmutableSortedDictionary<string, string>.Empty, null, 200, rate, TimeSpan.FromSeconds(seconds), WarmUp, TimeSpan.FromSeconds(10));
        return LoadProcess.RunAsync(new LoadOrder { Same = same, Connections = connections }, _ => { }, Processors.First, CancellationToken.None);
    }

    /// <summary>Processor seconds for ten thousand requests more: starting up is no part of them.</summary>
    public static double Marginal(LoadReport longer, LoadReport shorter) =>
        (longer.Generator!.Processor - shorter.Generator!.Processor).TotalSeconds / (longer.Total.Ended - shorter.Total.Ended) * 10_000;
}
