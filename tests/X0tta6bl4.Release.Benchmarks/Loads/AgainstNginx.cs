namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>What the load generator costs, and whether it keeps to its schedule, against an nginx on another processor.</summary>
static class AgainstNginx
{
    const int Runs = 3;

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        if (Nginx.Program is not { } program)
        {
            yield return new Line("load against nginx", "not measured: nginx is not installed");
            yield break;
        }

        var (cost, memory) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await using var nginx = await Nginx.StartAsync(program);
            var shorter = await Generated.RunAsync(nginx.Url, 4000, 1);
            var longer = await Generated.RunAsync(nginx.Url, 4000, 11);
            cost.Add(Generated.Marginal(longer, shorter));
            memory.Add(longer.Generator!.PeakBytes / 1e6);
        }

        yield return Line.OfRuns("load, 4,000/s: processor for 10,000 requests more", cost, "s", 0.25);
        yield return Line.OfRuns("load, 4,000/s: memory", memory, "MB", 50);

        var (lag, seen) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await using var nginx = await Nginx.StartAsync(program);
            lag.Add((await Generated.RunAsync(nginx.Url, 20_000, 10)).Total.Lag.P99.TotalMilliseconds);
            seen.Add(LateAtServer(await nginx.EndAsync(), 20_000));
        }

        yield return Line.OfRuns("load, 20,000/s: 99 % are sent at most this late", lag, "ms", 3);
        yield return Line.OfRuns("the same by the server's log, to its millisecond", seen, "ms", 4);
    }

    /// <summary>By the server's own clock: how late 99 % of the requests came, measured from the one that was least late.</summary>
    static double LateAtServer(double[] times, double rate)
    {
        // The first one is ours, and the warm-up is left out.
        var late = times.Skip(1 + (int)(2 * rate)).Order().Select((time, index) => time - (index / rate)).Order().ToArray();
        return (late[(int)(late.Length * 0.99)] - late[0]) * 1000;
    }
}
