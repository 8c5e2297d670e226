using System.Collections.Concurrent;
using k8s;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Makes the streams that the judge's tests replay. Runs only when asked for.</summary>
public sealed class RecordingTests
{
    /// <summary>Cases that run side by side on one cluster.</summary>
    const int Lanes = 2;

    static readonly string Folder = Path.Combine(Repository.Root, "tests", "X0tta6bl4.Release.Clusters", "Recording");

    static readonly string Streams = Path.Combine(Repository.Root, "tests", "X0tta6bl4.Release.Cluster.Tests", "Streams", "recorded");

    static readonly TimeProvider Time = TimeProvider.System;

    readonly ConcurrentQueue<string> failures = [];

    static string Kubeconfig => Environment.GetEnvironmentVariable("CLUSTER_TEST_KUBECONFIG")
        ?? throw new InvalidOperationException("CLUSTER_TEST_KUBECONFIG names no file");

    /// <summary>All cases, or those whose names CLUSTER_TEST_CASES lists: first side by side, then those that want a cluster for themselves, then those
    /// that want every cluster.</summary>
    [Fact(Explicit = true)]
    public async Task Every_case_is_recorded()
    {
        var wanted = Environment.GetEnvironmentVariable("CLUSTER_TEST_CASES")?.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var cases = Case.All(Path.Combine(Folder, "Cases")).Where(item => wanted?.Contains(item.Name) ?? true).ToLookup(item => item.Alone);
        var clusters = (await KubernetesClientConfiguration.LoadKubeConfigAsync(Kubeconfig)).Contexts.Select(context => context.Name).ToArray();
        Directory.CreateDirectory(Streams);

        await RunAsync(cases[""], [.. Enumerable.Repeat(clusters, Lanes).SelectMany(names => names)]);
        await RunAsync(cases["cluster"], clusters);
        await RunAsync(cases["estate"], clusters[..1]);

        Assert.Empty(failures);
    }

    async Task RunAsync(IEnumerable<Case> cases, string[] lanes)
    {
        var queue = new ConcurrentQueue<Case>(cases);
        await Task.WhenAll(lanes.Select(async cluster =>
        {
            while (queue.TryDequeue(out var next))
            {
                await RecordAsync(next, cluster);
            }
        }));
    }

    /// <summary>One case that cannot be recorded does not keep the others from it.</summary>
    async Task RecordAsync(Case subject, string cluster)
    {
        using var api = new Api(Kubeconfig, cluster);
        try
        {
            var text = await new CaseRun(api, subject, Path.Combine(Folder, "Bases"), Time).RecordAsync();
            await File.WriteAllTextAsync(Path.Combine(Streams, $"{subject.Name}.jsonl"), text, TestContext.Current.CancellationToken);
            TestContext.Current.SendDiagnosticMessage($"{subject.Name}: recorded on {cluster}");
        }
#pragma warning disable CA1031 // Whatever went wrong is told at the end.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failures.Enqueue($"{subject.Name} on {cluster}: {failure.Message}");
            TestContext.Current.SendDiagnosticMessage($"{subject.Name}: {failure}");
        }
    }
}
