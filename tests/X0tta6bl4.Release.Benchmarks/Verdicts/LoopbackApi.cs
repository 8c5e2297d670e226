using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>A web server on loopback, and a kubeconfig that leads to it.</summary>
sealed class LoopbackApi : IAsyncDisposable
{
    readonly WebApplication app;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("benchmark-");

    public LoopbackApi()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
    }

    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    public async Task StartAsync(RequestDelegate serve)
    {
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return serve(context);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await File.WriteAllTextAsync(Kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: benchmark, cluster: {server: "{{address}}"} }]
            users: [{name: benchmark, user: {token: benchmark} }]
            contexts: [{name: benchmark, context: {cluster: benchmark, user: benchmark} }]
            """);
    }

    /// <summary>Opens a watch, and holds it until the client goes.</summary>
    public static async Task HoldAsync(HttpContext context, Action opened)
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        opened();
        await gone.Task;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
