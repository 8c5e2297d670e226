using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Probing;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>Whether 2,000 probes a second of 20 endpoints keep to their schedule on one processor, in a process of their own, against an nginx on another.</summary>
static class ProbingManyEndpoints
{
    public const string Option = "--probe";

    const int Runs = 3;
    const int Endpoints = 20;
    const int Rate = 100;

    static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        if (Nginx.Program is not { } program)
        {
            yield return new Line("probes of 20 endpoints", "not measured: nginx is not installed");
            yield break;
        }

        var figures = new List<double[]>();
        for (var run = 0; run < Runs; run++)
        {
            await using var nginx = await Nginx.StartAsync(program);
            figures.Add(await RunAsync(nginx.Url));
        }

        yield return Line.OfRuns("probes, 2,000/s: 99 % are sent at most this late", figures.Select(one => one[0]), "ms", 5);
        yield return Line.OfRuns("probes, 2,000/s: missed or failed of 20,000", figures.Select(one => one[1]), "", 0);
        yield return Line.OfRuns("probes, 2,000/s: processor", figures.Select(one => one[2]), "s/s", 1);
        yield return Line.OfRuns("probes, 2,000/s: memory", figures.Select(one => one[3]), "MB", 60);
    }

    /// <summary>What the process does that is started for it.</summary>
    public static async Task ProbeAsync(Uri url)
    {
        var sink = new Sink();
        var call = new EndpointCall(HttpMethod.Get, url, ImmutableSortedDictionary<string, string>.Empty, null);
        var probing = new Prober(TimeProvider.System).Start([.. Enumerable.Range(0, Endpoints).Select(i => new ProbeTarget($"e{i}", call, 200, Rate, TimeSpan.FromSeconds(5)))], sink);
        await Task.Delay(Length);
        await probing.DisposeAsync();
        using var process = Process.GetCurrentProcess();
        var late = sink.Lags.Order().ToArray();
        await Console.Out.WriteLineAsync(string.Join(' ', new[] { late[(int)(late.Length * 0.99)], sink.Bad, process.TotalProcessorTime / Length, process.PeakWorkingSet64 / 1e6 }.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture))));
    }

    static async Task<double[]> RunAsync(Uri url)
    {
        string[] command = [.. Processors.First, "dotnet", "exec", typeof(ProbingManyEndpoints).Assembly.Location, Option, url.AbsoluteUri];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. line.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }

    sealed class Sink : IProbeSink
    {
        long bad;

        public ConcurrentQueue<double> Lags { get; } = [];

        public long Bad => Interlocked.Read(ref bad);

        public string Begun(string target) => "";

        public void Ended(Probe probe)
        {
            Lags.Enqueue(probe.Lag.TotalMilliseconds);
            Interlocked.Add(ref bad, probe.Outcome == ProbeOutcome.Good ? 0 : 1);
        }

        public void Missed(string target, DateTimeOffset due, TimeSpan lag, long count) => Interlocked.Add(ref bad, count);
    }
}
