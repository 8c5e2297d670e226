using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>An API server with one Deployment in the middle of a rollout. Whoever lists finds it there; whoever watches sees it complete when told.</summary>
sealed class RolloutServer : IAsyncDisposable
{
    readonly LoopbackApi api = new();
    readonly Channel<HttpContext> watches = Channel.CreateUnbounded<HttpContext>();
    readonly Dictionary<string, HttpContext> open = new(StringComparer.Ordinal);

    public string Kubeconfig => api.Kubeconfig;

    public static async Task<RolloutServer> StartAsync()
    {
        var server = new RolloutServer();
        await server.api.StartAsync(server.ServeAsync);
        return server;
    }

    /// <summary>Waits until all kinds are being watched.</summary>
    public async Task WatchedAsync()
    {
        open.Clear();
        while (open.Count < ManyRolloutsServer.KindsOfObjects)
        {
            var watch = await watches.Reader.ReadAsync();
            open[Kind(watch)] = watch;
        }
    }

    /// <summary>Sends the end of the rollout: the old pod goes, the new one is ready, and last the Deployment says so.</summary>
    /// <returns>When the last event was about to be sent, a timestamp of the system's clock.</returns>
    public async Task<long> CompleteAsync()
    {
        await SendAsync("pods", RolloutObjects.ReadyPod);
        await SendAsync("pods", RolloutObjects.GonePod);
        await SendAsync("replicasets", RolloutObjects.EmptySet);
        var now = TimeProvider.System.GetTimestamp();
        await SendAsync("deployments", RolloutObjects.CompleteDeployment);
        return now;
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    async Task SendAsync(string kind, string line)
    {
        var response = open[kind].Response;
        await response.WriteAsync(line + "\n");
        await response.Body.FlushAsync();
    }

    async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Query["watch"] == "true")
        {
            await LoopbackApi.HoldAsync(context, () => watches.Writer.TryWrite(context));
            return;
        }

        await context.Response.WriteAsync(RolloutObjects.List(Kind(context)));
    }

    static string Kind(HttpContext context) => $"{context.Request.Path}".Split('/')[^1];
}
