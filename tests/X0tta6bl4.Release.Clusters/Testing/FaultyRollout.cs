using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Clusters.Recording;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>A Deployment in a namespace of its own on a real cluster, healthy until it is changed.</summary>
sealed class FaultyRollout : IAsyncDisposable
{
    static readonly string Bases = Path.Combine(Repository.Root, "tests", "X0tta6bl4.Release.Clusters", "Recording", "Bases");

    readonly string kubeconfig;
    readonly Api api;
    readonly KubernetesCluster cluster;
    readonly string ns;

    FaultyRollout(string kubeconfig, string context, string ns) =>
        (this.kubeconfig, api, cluster, this.ns) = (kubeconfig, new Api(kubeconfig, context), ClusterConnection.Open(kubeconfig, context, context, TimeProvider.System), ns);

    public string Namespace => ns;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Makes the namespace, what the case wants in it, and the Deployment, and waits until that is complete.</summary>
    public static async Task<FaultyRollout> StartAsync(string kubeconfig, string context, params JsonObject[] others)
    {
        string ns;
        using (var api = new Api(kubeconfig, context))
        {
            ns = (string)(await api.CreateAsync(Kinds.Path("Namespace", ""), new JsonObject { ["metadata"] = new JsonObject { ["generateName"] = "fault-" } }))["metadata"]!["name"]!;
        }

        var rollout = new FaultyRollout(kubeconfig, context, ns);
        foreach (var manifest in others)
        {
            await rollout.api.CreateAsync(Kinds.Path((string)manifest["kind"]!, ns), manifest);
        }

        await rollout.api.CreateAsync(Kinds.Path("Deployment", ns), Yaml.Load(Path.Combine(Bases, "deployment.yaml")));
        Assert.Equal(RolloutState.Complete, (await rollout.WatchAsync(1)).State);
        return rollout;
    }

    /// <summary>Changes the Deployment and watches it to its verdict; meanwhile something may happen.</summary>
    public async Task<(RolloutReading Reading, DateTimeOffset At)> ChangeAsync(string patch, Func<Task>? meanwhile = null)
    {
        var changed = await api.PatchAsync(Kinds.Path("Deployment", ns, "app"), JsonNode.Parse(patch)!);
        var watching = WatchAsync((long)changed["metadata"]!["generation"]!);
        var other = meanwhile?.Invoke() ?? Task.CompletedTask;
        var reading = await watching;
        var at = TimeProvider.System.GetUtcNow();
        await other;
        return (reading, at);
    }

    /// <summary>The time at a path of the first object of a kind that has one there; events by their reason.</summary>
    public async Task<DateTimeOffset> TimeAsync(string kind, Func<JsonObject, string?> find)
    {
        var found = (await api.GetAsync(Kinds.Path(kind, ns)))["items"]!.AsArray().Select(item => find(item!.AsObject())).OfType<string>().Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(found);
        return DateTimeOffset.Parse(found[0], CultureInfo.InvariantCulture);
    }

    /// <summary>What kubectl says of the same rollout within a while; null where it is not installed.</summary>
    public async Task<string?> KubectlAsync(TimeSpan limit)
    {
        try
        {
            using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", kubeconfig, "--context", api.Context, "-n", ns, "rollout", "status", "deployment/app", $"--timeout={limit.TotalSeconds:0}s"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var (output, errors) = (kubectl.StandardOutput.ReadToEndAsync(Cancelled), kubectl.StandardError.ReadToEndAsync(Cancelled));
            await kubectl.WaitForExitAsync(Cancelled);
            return $"exit code {kubectl.ExitCode}: {string.Join(' ', $"{await output}{await errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(1))}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await api.DeleteAsync(Kinds.Path("Namespace", ns, ns));
        api.Dispose();
    }

    Task<RolloutReading> WatchAsync(long generation) =>
        cluster.WatchRolloutAsync(new RolloutQuestion(new WorkloadReference(api.Context, ns, "Deployment", "app"), generation, "app"), _ => { }, Cancelled);
}
