using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace X0tta6bl4.Release.Cluster.Tests.Fakes;

/// <summary>An API server on loopback that plays what a test wrote down. Routes are <c>GET /path</c>, <c>WATCH /path</c>, <c>PATCH /path</c>.</summary>
sealed class FakeApi : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<Reply>> routes = new(StringComparer.Ordinal);
    readonly WebApplication app;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fake-api-");

    FakeApi()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.UseWebSockets();
        app.Run(ServeAsync);
    }

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public string Folder => folder.FullName;

    public static async Task<FakeApi> StartAsync()
    {
        var api = new FakeApi();
        await api.app.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    /// <summary>Plays replies one after the other; the last one is repeated.</summary>
    public FakeApi On(string route, params Reply[] replies)
    {
        routes[route] = new ConcurrentQueue<Reply>(replies);
        return this;
    }

    public int Count(string route) => Requests.Count(request => request.Route == route);

    public KubernetesCluster Connect(TimeProvider? time = null, ClusterOptions? options = null, string user = "token: secret-token") =>
        ClusterConnection.Open(WriteKubeconfig(user), "ctx", "east", time ?? TimeProvider.System, options ?? Quick);

    /// <summary>Real clock, hardly any pauses.</summary>
    public static ClusterOptions Quick => new()
    {
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(5),
    };

    public string WriteKubeconfig(string user)
    {
        var path = Path.Combine(Folder, "kubeconfig");
        File.WriteAllText(path, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "{{Url}}"} }]
            contexts: [{name: ctx, context: {cluster: c, user: u} }, {name: other, context: {cluster: c, user: u} }]
            users:
            - name: u
              user:
                {{user}}
            """);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Items["body"] = body;
        var verb = context.Request.Query["watch"] == "true" ? "WATCH" : context.Request.Method;
        var route = $"{verb} {context.Request.Path}";
        Requests.Enqueue(new Seen(
            route, $"{context.Request.QueryString}", body, $"{context.Request.ContentType}", $"{context.Request.Headers.Authorization}", $"{context.Request.Headers.Accept}"));
        if (!routes.TryGetValue(route, out var replies) || !replies.TryPeek(out var reply))
        {
            await Replies.Status(404, "not found")(context);
            return;
        }

        if (replies.Count > 1 && replies.TryDequeue(out var next))
        {
            reply = next;
        }

        await reply(context);
    }
}

delegate Task Reply(HttpContext context);

sealed record Seen(string Route, string Query, string Body, string ContentType, string Authorization, string Accept);
