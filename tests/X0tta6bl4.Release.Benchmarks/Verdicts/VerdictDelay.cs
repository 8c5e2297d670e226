using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>How long after the event that completes a rollout the adapter says so. Server and adapter share this process and its processors.</summary>
static class VerdictDelay
{
    const int Runs = 200;

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        await using var server = await RolloutServer.StartAsync();
        await using var cluster = ClusterConnection.Open(server.Kubeconfig, "benchmark", "benchmark", TimeProvider.System);
        var cold = await RunAsync(server, cluster);
        yield return Line.OfRuns("verdict: first of a process", [cold], "ms");
        var delays = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            delays.Add(await RunAsync(server, cluster));
        }

        yield return Line.OfMany($"verdict: delay after the last event, {Runs} rollouts", delays, "ms", 20);
    }

    static async Task<double> RunAsync(RolloutServer server, KubernetesCluster cluster)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var workload = new WorkloadReference("benchmark", RolloutObjects.Namespace, "Deployment", RolloutObjects.Name);
        var watching = cluster.WatchRolloutAsync(new RolloutQuestion(workload, 2, RolloutObjects.Name), _ => seen.TrySetResult(), CancellationToken.None);
        await Task.WhenAll(seen.Task, server.WatchedAsync()).WaitAsync(TimeSpan.FromSeconds(30));

        var sent = await server.CompleteAsync();
        var reading = await watching;
        var delay = TimeProvider.System.GetElapsedTime(sent);

        return reading.State == RolloutState.Complete ? delay.TotalMilliseconds : throw new InvalidOperationException($"The rollout is {reading.State}: {reading.Message}");
    }
}
