using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Clusters.Recording;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>A checkout to release from to the clusters under test, and what they hold.</summary>
sealed class TestedEstate(TestedClusters clusters) : IDisposable
{
    public static readonly WorkloadReference[] Workloads =
    [
        Deployment("eks-us-east-1", "x0tta6bl4-system", "api-gateway"), Deployment("eks-us-east-1", "x0tta6bl4-system", "cultural-agents"),
        Deployment("eks-us-east-1", "x0tta6bl4-system", "business-agents"), Deployment("eks-us-east-1", "x0tta6bl4-quantum", "quantum-services"),
        Deployment("k3s-moscow", "x0tta6bl4-system", "cultural-agents-moscow"), Deployment("k3s-moscow", "x0tta6bl4-quantum", "quantum-services-moscow"),
        Deployment("k3s-spb", "x0tta6bl4-system", "cultural-agents-spb"), Deployment("k3s-spb", "x0tta6bl4-quantum", "quantum-services-spb"),
    ];

    static readonly string Folder = Path.Combine(Repository.Root, "tests", "X0tta6bl4.Release.Clusters");

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    StandInHelm? helm;

    string Runbook => Path.Combine(Root, "runbook.yaml");

    public string Root { get; } = Directory.CreateTempSubdirectory("release-").FullName;

    /// <summary>Makes a checkout of its own, whose runbook knows this machine's addresses; the charts are installed where they are not.</summary>
    public static async Task<TestedEstate> OpenAsync(TestedClusters clusters)
    {
        var estate = new TestedEstate(clusters);
        Directory.CreateDirectory(Path.Combine(estate.Root, ".nuke"));
        Directory.CreateDirectory(Path.Combine(estate.Root, "k8s"));
        foreach (var file in new[] { "before.yaml", "after.yaml", "crash.yaml" })
        {
            File.Copy(Path.Combine(Folder, "k8s", file), Path.Combine(estate.Root, "k8s", file));
        }

        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "runbook.yaml"), Cancelled);
        text = text.Replace("http://gateway.invalid", (await clusters.GatewayAsync()).ToString().TrimEnd('/'), StringComparison.Ordinal);
        text = text.Replace("http://127.0.0.1:15000", clusters.Registry, StringComparison.Ordinal);
        if (clusters.Prometheus is { } prometheus)
        {
            text = text.Replace("metrics: none # or the URL in CLUSTER_TEST_PROMETHEUS", $"metrics: {prometheus}", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(estate.Runbook, text, Cancelled);
        estate.helm = await StandInHelm.InstallAsync(estate.Root, clusters.Kubeconfig);
        return estate;
    }

    /// <summary>Changes the runbook of this checkout.</summary>
    public async Task ChangeRunbookAsync(string part, string replacement) =>
        await File.WriteAllTextAsync(Runbook, (await File.ReadAllTextAsync(Runbook, Cancelled)).Replace(part, replacement, StringComparison.Ordinal), Cancelled);

    /// <summary>Changes a Deployment of the first cluster as somebody would by hand, and waits until it is complete.</summary>
    public async Task PatchAsync(string name, string patch)
    {
        var workload = Deployment("eks-us-east-1", "x0tta6bl4-system", name);
        using var api = new Api(clusters.Kubeconfig, workload.Cluster);
        var changed = await api.PatchAsync(Kinds.Path(workload.Kind, workload.Namespace, name), JsonNode.Parse(patch)!, manager: "tests");
        await using var connection = ClusterConnection.Open(clusters.Kubeconfig, workload.Cluster, workload.Cluster, TimeProvider.System);
        var reading = await connection.WatchRolloutAsync(new RolloutQuestion(workload, (long)changed["metadata"]!["generation"]!, name), _ => { }, Cancelled);
        Assert.Equal(RolloutState.Complete, reading.State);
    }

    /// <summary>The folder of the newest release: of all that the clusters know, by the time in its name.</summary>
    public string NewestRelease() => Directory.EnumerateDirectories(Path.Combine(Root, "artifacts", "releases")).OrderBy(path => path.Split('-')[^1], StringComparer.Ordinal).Last();

    public async Task<BuildRun> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    public BuildProcess Start(params string[] arguments) =>
        BuildProcess.Start(Root, helm!.Environment, [.. arguments, "--estate", "rig", "--runbook", Runbook, "--kubeconfig", clusters.Kubeconfig]);

    /// <summary>Users of the gateway, at work long enough for the gates' window to be full; the sandbox has measured users of its own.</summary>
    public async Task<RequestLoop> UsersAsync()
    {
        var users = new RequestLoop(new Uri(await clusters.GatewayAsync(), "version"));
        await users.AnsweredAsync(clusters.AreEmbedded ? 20 : 300);
        return users;
    }

    /// <summary>Revision and chart of each Helm release, as the stand-in lists them.</summary>
    public Task<string> ChartsAsync() => helm!.ListAsync();

    /// <summary>Every workload as its API server has it, who owns which field included, without what a release may leave different.</summary>
    public async Task<SortedDictionary<string, string>> LastingAsync() =>
        new((await ReadAsync()).ToDictionary(w => w.Reference.ToString(), w => Lasting(w.Manifest)), StringComparer.Ordinal);

    /// <summary>The same with the charts.</summary>
    public async Task<SortedDictionary<string, string>> StandingAsync() => new(await LastingAsync(), StringComparer.Ordinal) { ["charts"] = await ChartsAsync() };

    /// <summary>Specifications and charts: what a release is about, while it may still be open and its traces on the objects.</summary>
    public async Task<SortedDictionary<string, string>> SpecificationsAsync() =>
        new((await ReadAsync()).ToDictionary(w => w.Reference.ToString(), w => FieldChange.Canonical(w.Manifest["spec"])!), StringComparer.Ordinal) { ["charts"] = await ChartsAsync() };

    public async Task<string[]> ImagesAsync() =>
        [.. (await ReadAsync()).Select(w => (string)w.Manifest["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!)];

    /// <summary>How often each workload's template has been another one.</summary>
    public async Task<SortedDictionary<string, long>> RevisionsAsync() => new(
        (await ReadAsync()).ToDictionary(w => w.Reference.ToString(), w => long.Parse((string)w.Manifest["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!, System.Globalization.CultureInfo.InvariantCulture)),
        StringComparer.Ordinal);

    public async Task<long[]> GenerationsAsync() => [.. (await ReadAsync()).Select(w => w.Generation)];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    static WorkloadReference Deployment(string cluster, string ns, string name) => new(cluster, ns, "Deployment", name);

    async Task<WorkloadSnapshot[]> ReadAsync()
    {
        var read = new List<WorkloadSnapshot>();
        foreach (var cluster in Workloads.GroupBy(w => w.Cluster))
        {
            await using var connection = ClusterConnection.Open(clusters.Kubeconfig, cluster.Key, cluster.Key, TimeProvider.System);
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
        var metadata = copy["metadata"]!.AsObject();
        metadata.Remove("resourceVersion");
        metadata.Remove("generation");
        metadata["annotations"]?.AsObject().Remove("deployment.kubernetes.io/revision");
        var owners = metadata["managedFields"]!.AsArray().Select(entry => entry!.DeepClone().AsObject()).ToArray();
        foreach (var owner in owners)
        {
            owner.Remove("time");
        }

        // Servers sort the entries by time.
        metadata["managedFields"] = new JsonArray([.. owners.OrderBy(FieldChange.Canonical, StringComparer.Ordinal)]);
        return FieldChange.Canonical(copy)!;
    }
}
