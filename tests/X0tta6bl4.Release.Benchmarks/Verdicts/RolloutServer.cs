using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>An API server with one Deployment in the middle of a rollout. Whoever lists finds it there; whoever watches sees it complete when told.</summary>
sealed class RolloutServer : IAsyncDisposable
{
    const int Kinds = 3;

    readonly WebApplication app;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("benchmark-");
    readonly Channel<HttpContext> watches = Channel.CreateUnbounded<HttpContext>();
    readonly Dictionary<string, HttpContext> open = new(StringComparer.Ordinal);

    RolloutServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    public static async Task<RolloutServer> StartAsync()
    {
        var server = new RolloutServer();
        await server.app.StartAsync();
        var address = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await File.WriteAllTextAsync(server.Kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: benchmark, cluster: {server: "{{address}}"} }]
            users: [{name: benchmark, user: {token: benchmark} }]
            contexts: [{name: benchmark, context: {cluster: benchmark, user: benchmark} }]
            """);
        return server;
    }

    /// <summary>Waits until all three kinds are being watched.</summary>
    public async Task WatchedAsync()
    {
        open.Clear();
        while (open.Count < Kinds)
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

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    async Task SendAsync(string kind, string line)
    {
        var response = open[kind].Response;
        await response.WriteAsync(line + "\n");
        await response.Body.FlushAsync();
    }

    async Task ServeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (context.Request.Query["watch"] != "true")
        {
            await context.Response.WriteAsync(RolloutObjects.List(Kind(context)));
            return;
        }

        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await watches.Writer.WriteAsync(context);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }

    static string Kind(HttpContext context) => $"{context.Request.Path}".Split('/')[^1];
}
