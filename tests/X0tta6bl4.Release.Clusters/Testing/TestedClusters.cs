using System.Diagnostics;
using System.Text.Json.Nodes;
using k8s;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>The clusters that the tests release to: those of the kubeconfig in CLUSTER_TEST_KUBECONFIG, or else the sandbox's, in a process that lives as long
/// as the tests do. Tests that share them run one after the other: some of them stop an API server.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TestedClusters : ICollectionFixture<TestedClusters>, IAsyncLifetime
{
    /// <summary>The collection of all tests on clusters.</summary>
    public const string Name = "clusters";

    static readonly string? Given = Environment.GetEnvironmentVariable("CLUSTER_TEST_KUBECONFIG") is { Length: > 0 } file ? file : null;

    readonly string state = Directory.CreateTempSubdirectory("clusters-").FullName;
    JsonNode? sandbox;

    /// <summary>Path of the kubeconfig, with the contexts <c>eks-us-east-1</c>, <c>k3s-moscow</c> and <c>k3s-spb</c>.</summary>
    public string Kubeconfig => Given ?? (string)sandbox!["kubeconfig"]!;

    /// <summary>Whether it is the sandbox that is tested.</summary>
    public bool AreEmbedded => sandbox is not null;

    /// <summary>Base URL of the registry.</summary>
    public string Registry => sandbox is null ? "http://127.0.0.1:15000" : (string)sandbox["registry"]!;

    /// <summary>Base URL of a Prometheus that measures the first cluster, or null.</summary>
    public string? Prometheus => sandbox is null ? Environment.GetEnvironmentVariable("CLUSTER_TEST_PROMETHEUS") is { Length: > 0 } url ? url : null : (string)sandbox["endpoints"]!["prometheus"]!;

    /// <summary>Leaves a test out that takes minutes on real clusters, and is shown by others in part, where CLUSTER_TEST_SHORT is set.</summary>
    public void TakeLong() => Assert.SkipWhen(IsShort && !AreEmbedded, "takes minutes, and CLUSTER_TEST_SHORT is set");

    /// <summary>Whether only what takes less than a minute by its nature is to be tested.</summary>
    public static bool IsShort => Environment.GetEnvironmentVariable("CLUSTER_TEST_SHORT") is { Length: > 0 };

    /// <summary>A checkout to release from.</summary>
    internal Task<TestedEstate> OpenAsync() => TestedEstate.OpenAsync(this);

    /// <summary>Base URL of the gateway, from outside the clusters.</summary>
    internal async Task<Uri> GatewayAsync()
    {
        if (sandbox is not null)
        {
            return new Uri((string)sandbox["endpoints"]!["api.x0tta6bl4.com"]! + "/");
        }

        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubeconfig, "eks-us-east-1"));
        var nodes = await client.CoreV1.ListNodeAsync(cancellationToken: TestContext.Current.CancellationToken);
        var service = await client.CoreV1.ReadNamespacedServiceAsync("api-gateway", "x0tta6bl4-system", cancellationToken: TestContext.Current.CancellationToken);
        var address = nodes.Items[0].Status.Addresses.First(a => a.Type == "InternalIP").Address;
        return new Uri($"http://{address}:{service.Spec.Ports[0].NodePort}/");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Given is not null)
        {
            return;
        }

        await SandboxProgram.StartAsync(state, "--idle-timeout", "10m");
        sandbox = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(state, "estate.json")))!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
        {
            using var process = Process.GetProcessById((int)sandbox["pid"]!);
            using var client = new HttpClient();
            using var answer = await client.PostAsync(new Uri($"{sandbox["control"]}/sandbox/stop"), content: null);
            await process.WaitForExitAsync();
        }

        Directory.Delete(state, recursive: true);
    }
}
