using System.Text.Json.Nodes;
using k8s;
using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>The clusters that a kubeconfig names, and a checkout to release from.</summary>
sealed class RealEstate : IDisposable
{
    public static readonly WorkloadReference[] Workloads =
    [
        Deployment("eks-us-east-1", "x0tta6bl4-system", "api-gateway"), Deployment("eks-us-east-1", "x0tta6bl4-system", "cultural-agents"),
        Deployment("eks-us-east-1", "x0tta6bl4-system", "business-agents"), Deployment("eks-us-east-1", "x0tta6bl4-quantum", "quantum-services"),
        Deployment("k3s-moscow", "x0tta6bl4-system", "cultural-agents-moscow"), Deployment("k3s-moscow", "x0tta6bl4-quantum", "quantum-services-moscow"),
        Deployment("k3s-spb", "x0tta6bl4-system", "cultural-agents-spb"), Deployment("k3s-spb", "x0tta6bl4-quantum", "quantum-services-spb"),
    ];

    public string Kubeconfig { get; } = Environment.GetEnvironmentVariable("CLUSTER_TEST_KUBECONFIG")
        ?? throw new InvalidOperationException("These tests need clusters: ./build.sh ClusterTest --kubeconfig FILE");

    public string Root { get; } = Directory.CreateTempSubdirectory("release-").FullName;

    public static RealEstate Open()
    {
        var estate = new RealEstate();
        Directory.CreateDirectory(Path.Combine(estate.Root, ".nuke"));
        return estate;
    }

    public async Task<BuildRun> RunAsync(params string[] arguments)
    {
        var runbook = Path.Combine(Repository.Root, "tests", "X0tta6bl4.Release.Clusters", "runbook.yaml");
        using var process = BuildProcess.Start(Root, new Dictionary<string, string>(), [.. arguments, "--estate", "rig", "--runbook", runbook, "--kubeconfig", Kubeconfig]);
        return await process.EndAsync();
    }

    /// <summary>Every workload as its API server has it, without what a release may leave different.</summary>
    public async Task<SortedDictionary<string, string>> LastingAsync() =>
        new((await ReadAsync()).ToDictionary(w => w.Reference.ToString(), w => Lasting(w.Manifest)), StringComparer.Ordinal);

    public async Task<string[]> ImagesAsync() =>
        [.. (await ReadAsync()).Select(w => (string)w.Manifest["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!)];

    public async Task<long[]> GenerationsAsync() => [.. (await ReadAsync()).Select(w => w.Generation)];

    /// <summary>Base URL of the gateway's NodePort.</summary>
    public async Task<Uri> GatewayAsync()
    {
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubeconfig, "eks-us-east-1"));
        var nodes = await client.CoreV1.ListNodeAsync(cancellationToken: TestContext.Current.CancellationToken);
        var service = await client.CoreV1.ReadNamespacedServiceAsync("api-gateway", "x0tta6bl4-system", cancellationToken: TestContext.Current.CancellationToken);
        var address = nodes.Items[0].Status.Addresses.First(a => a.Type == "InternalIP").Address;
        return new Uri($"http://{address}:{service.Spec.Ports[0].NodePort}/");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    static WorkloadReference Deployment(string cluster, string ns, string name) => new(cluster, ns, "Deployment", name);

    async Task<WorkloadSnapshot[]> ReadAsync()
    {
        var read = new List<WorkloadSnapshot>();
        foreach (var cluster in Workloads.GroupBy(w => w.Cluster))
        {
            await using var connection = ClusterConnection.Open(Kubeconfig, cluster.Key, cluster.Key, TimeProvider.System);
            foreach (var workload in cluster)
            {
                read.Add(await connection.ReadWorkloadAsync(workload, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"{workload} does not exist"));
            }
        }

        return [.. read];
    }

    static string Lasting(JsonObject deployment)
    {
        var copy = (JsonObject)deployment.DeepClone();
        copy.Remove("status");
        foreach (var name in new[] { "resourceVersion", "generation", "managedFields" })
        {
            copy["metadata"]!.AsObject().Remove(name);
        }

        copy["metadata"]!["annotations"]?.AsObject().Remove("deployment.kubernetes.io/revision");
        return FieldChange.Canonical(copy)!;
    }
}
