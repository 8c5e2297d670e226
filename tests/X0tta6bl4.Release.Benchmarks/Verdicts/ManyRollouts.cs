using System.Diagnostics;
using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>200 rollouts watched at once by a process of its own: its memory, and how many requests the API server gets for them.</summary>
static class ManyRollouts
{
    /// <summary>The option that makes this program the watching process.</summary>
    public const string Option = "--watch-many";

    const int Rollouts = 200;
    const double Megabyte = 1024 * 1024;

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        foreach (var namespaces in new[] { 1, 4 })
        {
            await using var server = await ManyRolloutsServer.StartAsync(namespaces, Rollouts / namespaces);
            var (peak, requests) = await RunAsync(server);
            yield return Line.OfRuns($"{Rollouts} rollouts at once in {namespaces} namespaces: peak memory", [peak / Megabyte], "MB", 150);
            yield return Line.OfRuns($"{Rollouts} rollouts at once in {namespaces} namespaces: requests", [requests], "", ManyRolloutsServer.KindsOfObjects * 2 * namespaces);
        }
    }

    /// <summary>The watching process: ends when every rollout is complete, and prints the peak of its memory in bytes.</summary>
    public static async Task WatchAsync(string kubeconfig, int namespaces)
    {
        await using var cluster = ClusterConnection.Open(kubeconfig, "benchmark", "benchmark", TimeProvider.System);
        var questions = from number in Enumerable.Range(0, namespaces)
                        from index in Enumerable.Range(0, Rollouts / namespaces)
                        select new RolloutQuestion(new WorkloadReference("benchmark", ManyRolloutsServer.NamespaceOf(number), "Deployment", ManyRolloutsServer.NameOf(index)), 2, RolloutObjects.Name);
        var readings = await Task.WhenAll(questions.Select(question => cluster.WatchRolloutAsync(question, _ => { }, CancellationToken.None)));
        if (readings.FirstOrDefault(reading => reading.State != RolloutState.Complete) is { } other)
        {
            throw new InvalidOperationException($"A rollout is {other.State}: {other.Message}");
        }

        using var process = Process.GetCurrentProcess();
        await Console.Out.WriteLineAsync($"{process.PeakWorkingSet64}");
    }

    static async Task<(double Peak, int Requests)> RunAsync(ManyRolloutsServer server)
    {
        using var process = Process.Start(Checkout.Start(Checkout.Root, "dotnet", "exec", Checkout.OwnProgram, Option, server.Kubeconfig, $"{server.Namespaces}"))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var end = process.WaitForExitAsync();
        await Task.WhenAny(Task.WhenAll(server.WatchedAsync()), end).WaitAsync(Limit);
        await server.CompleteAsync();
        await end.WaitAsync(Limit);
        return process.ExitCode == 0
            ? (double.Parse(await output, System.Globalization.CultureInfo.InvariantCulture), server.Requests)
            : throw new InvalidOperationException($"The watching process ended with {process.ExitCode}: {await errors}");
    }
}
