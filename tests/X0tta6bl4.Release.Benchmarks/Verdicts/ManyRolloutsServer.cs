using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>An API server with many Deployments in the middle of their rollouts, each of four pods as large as real ones.</summary>
sealed class ManyRolloutsServer(int namespaces, int perNamespace) : IAsyncDisposable
{
    /// <summary>Deployments, ReplicaSets, Pods and Events.</summary>
    public const int KindsOfObjects = 4;

    const int PodsOfOne = 4;

    readonly ConcurrentDictionary<(string Namespace, string Kind), HttpContext> watches = new();
    readonly TaskCompletionSource watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly LoopbackApi api = new();
    int requests;

    public string Kubeconfig => api.Kubeconfig;

    public int Namespaces => namespaces;

    public int Requests => Volatile.Read(ref requests);

    public static string NamespaceOf(int number) => $"{RolloutObjects.Namespace}-{number}";

    public static string NameOf(int index) => $"{RolloutObjects.Name}-{index}";

    public static async Task<ManyRolloutsServer> StartAsync(int namespaces, int perNamespace)
    {
        var server = new ManyRolloutsServer(namespaces, perNamespace);
        await server.api.StartAsync(server.ServeAsync);
        return server;
    }

    /// <summary>Ends when every kind in every namespace is watched.</summary>
    public Task WatchedAsync() => watched.Task;

    /// <summary>Ten changes of every pod, then the end of every rollout.</summary>
    public async Task CompleteAsync()
    {
        for (var round = 0; round < 10; round++)
        {
            await ForEachAsync("pods", (ns, index) => RolloutObjects.LargePod(ns, NameOf(index), "new", 1 + (round % PodsOfOne), isReady: true));
        }

        await ForEachAsync("deployments", (ns, index) => RolloutObjects.Named(RolloutObjects.Deployment(PodsOfOne, PodsOfOne, PodsOfOne), ns, NameOf(index)));
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    async Task ForEachAsync(string kind, Func<string, int, JsonObject> make)
    {
        foreach (var number in Enumerable.Range(0, namespaces))
        {
            var ns = NamespaceOf(number);
            foreach (var index in Enumerable.Range(0, perNamespace))
            {
                await watches[(ns, kind)].Response.WriteAsync(RolloutObjects.Event("MODIFIED", make(ns, index)) + "\n");
            }

            await watches[(ns, kind)].Response.Body.FlushAsync();
        }
    }

    async Task ServeAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        var parts = $"{context.Request.Path}".Split('/');
        var (ns, kind) = (parts[^2], parts[^1]);
        if (context.Request.Query["watch"] == "true")
        {
            await LoopbackApi.HoldAsync(context, () =>
            {
                watches[(ns, kind)] = context;
                if (watches.Count == namespaces * KindsOfObjects)
                {
                    watched.TrySetResult();
                }
            });
            return;
        }

        await context.Response.WriteAsync(RolloutObjects.ListOf([.. Enumerable.Range(0, perNamespace).SelectMany(index => Objects(ns, NameOf(index), kind))]));
    }

    static IEnumerable<JsonNode> Objects(string ns, string name, string kind) => kind switch
    {
        "deployments" => [RolloutObjects.Named(RolloutObjects.Deployment(PodsOfOne + 1, PodsOfOne, PodsOfOne), ns, name)],
        "replicasets" => [RolloutObjects.NamedSet(ns, name, "old"), RolloutObjects.NamedSet(ns, name, "new")],
        "pods" => Enumerable.Range(1, PodsOfOne).Select(number => RolloutObjects.LargePod(ns, name, "new", number, isReady: number < PodsOfOne)),
        _ => [],
    };
}
