using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Does what a case's steps say, one after the other, and takes back at the end what outlives a namespace.</summary>
/// <param name="api">The cluster.</param>
/// <param name="ns">The case's namespace.</param>
/// <param name="kind">The workload's kind.</param>
/// <param name="time">The clock.</param>
sealed class Steps(Api api, string ns, string kind, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    readonly Stack<Func<Task>> cleanup = [];

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task DoAsync(IEnumerable<JsonObject> steps, Stream stream)
    {
        foreach (var step in steps)
        {
            await DoAsync(step, stream);
        }
    }

    public async Task CreateAsync(JsonObject manifest)
    {
        var (created, name) = ((string)manifest["kind"]!, (string?)manifest["metadata"]?["name"]);
        manifest["apiVersion"] ??= Kinds.Version(created);
        await api.CreateAsync(Kinds.Path(created, ns), manifest);
        if (Kinds.IsClusterWide(created))
        {
            cleanup.Push(() => api.DeleteAsync(Kinds.Path(created, ns, name)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (cleanup.TryPop(out var undo))
        {
            await undo();
        }
    }

    Task DoAsync(JsonObject step, Stream stream) => step.First() switch
    {
        ("wait", { } seconds) => Task.Delay(TimeSpan.FromSeconds((double)seconds), time, Cancelled),
        ("until", { } condition) => UntilAsync((string)condition!, (double?)step["within"] ?? 400, stream),
        ("create", { } manifest) => CreateAsync(manifest.DeepClone().AsObject()),
        ("patch", { } patch) => PatchAsync(patch.AsObject(), (string?)step["as"]),
        ("delete", JsonObject named) => api.DeleteAsync(Kinds.Path((string)named["kind"]!, ns, (string)named["name"]!)),
        ("delete", { } which) => EachAsync((string)which!, stream, pod => api.DeleteAsync(Kinds.Path("Pod", ns, pod))),
        ("evict", { } which) => EachAsync((string)which!, stream, EvictAsync),
        ("machine", { } words) => MachineAsync(((string)words!).Split(' ')),
        ("registry", JsonObject answers) => KeepAsync(StandIn.RegistryAsync((int)answers["port"]!, (int)answers["status"]!, (string)answers["body"]!)),
        ("close", _) => cleanup.Pop()(),
        ("webhook", { } message) => DenyAsync((string)message!),
        var (verb, _) => throw new InvalidOperationException($"{verb}: there is no such step"),
    };

    async Task UntilAsync(string condition, double seconds, Stream stream)
    {
        var began = time.GetTimestamp();
        while (!Condition.Holds(condition, stream, kind))
        {
            Assert.True(time.GetElapsedTime(began).TotalSeconds < seconds, $"{condition}: not within {seconds} s");
            await Task.Delay(Look, time, Cancelled);
        }
    }

    async Task PatchAsync(JsonObject patch, string? manager)
    {
        var target = (string)patch["kind"]!;
        var name = (string?)patch["metadata"]?["name"] ?? (string)(await api.GetAsync(Kinds.Path(target, ns)))["items"]![0]!["metadata"]!["name"]!;
        await api.PatchAsync(Kinds.Path(target, ns, name), patch, manager);
    }

    static async Task EachAsync(string which, Stream stream, Func<string, Task> act)
    {
        var pods = stream.Objects("Pod").Where(pod => pod["metadata"]!["deletionTimestamp"] is null)
            .OrderBy(pod => (string)pod["metadata"]!["creationTimestamp"]!, StringComparer.Ordinal).Select(pod => (string)pod["metadata"]!["name"]!).ToArray();
        foreach (var pod in which switch { "all" => pods, "newest" => pods[^1..], _ => pods[..1] })
        {
            await act(pod);
        }
    }

    Task EvictAsync(string pod) => api.CreateAsync(
        $"{Kinds.Path("Pod", ns, pod)}/eviction",
        new JsonObject { ["apiVersion"] = "policy/v1beta1", ["kind"] = "Eviction", ["metadata"] = new JsonObject { ["name"] = pod, ["namespace"] = ns } });

    /// <summary>Stops, freezes or starts a program of a cluster, which only the machine's own command can do.</summary>
    async Task MachineAsync(string[] words)
    {
        var command = Environment.GetEnvironmentVariable("CLUSTER_TEST_MACHINE") ?? throw new InvalidOperationException("CLUSTER_TEST_MACHINE names no command");
        using var process = Process.Start(command, [api.Context, .. words]);
        await process.WaitForExitAsync(Cancelled);
        Assert.Equal(0, process.ExitCode);
    }

    async Task KeepAsync(Task<WebApplication> starting)
    {
        var server = await starting;
        cleanup.Push(async () => await server.DisposeAsync());
    }

    async Task DenyAsync(string message)
    {
        var certificate = StandIn.Certificate(time);
        var server = await StandIn.WebhookAsync(certificate, message);
        cleanup.Push(async () => await server.DisposeAsync());
        await CreateAsync(Webhook($"{server.Urls.Single()}/", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()))));
        if (message == "down")
        {
            await server.StopAsync(Cancelled);
        }
    }

    JsonObject Webhook(string url, string authority) => Yaml.Parse($$"""
        kind: ValidatingWebhookConfiguration
        metadata: {name: {{ns}}}
        webhooks:
        - name: images.policy.example
          admissionReviewVersions: [v1]
          clientConfig: {url: "{{url}}", caBundle: {{authority}}}
          failurePolicy: Fail
          namespaceSelector: {matchLabels: {recording: {{ns}} } }
          rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
          sideEffects: None
          timeoutSeconds: 5
        """);
}
