using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>The sandbox as one HTTP server with many ports.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(2);
    readonly SandboxOptions options;
    readonly StateDirectory directory;
    readonly SimulationClock clock;
    readonly SandboxLog log;
    readonly Listeners listeners = new();
    readonly TaskCompletionSource<string> stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<ITimer> timers = [];
    readonly WebApplication app;
    int isDirty;

    SandboxServer(SandboxOptions options, TimeProvider time, Chance chance, SandboxLog log)
    {
        this.options = options;
        this.log = log;
        directory = new(options.StateDirectory);
        clock = new(time, options.Speed);
        Activity = new(time);
        Estate = EstateFactory.Make(options, directory, clock, chance, log);
        app = Build();
    }

    public Estate Estate { get; }

    public ActivityMeter Activity { get; }

    /// <summary>Ends, with the reason, when the server has been asked to stop or was idle for too long.</summary>
    public Task<string> Stopping => stopping.Task;

    public static async Task<SandboxServer> StartAsync(
        SandboxOptions options, TimeProvider time, Chance chance, SandboxLog log, CancellationToken cancellationToken)
    {
        var server = new SandboxServer(options, time, chance, log);
        await server.app.StartAsync(cancellationToken).ConfigureAwait(false);
        server.Announce();
        return server;
    }

    /// <summary>The address of a cluster, of <c>registry</c>, of <c>control</c>, or of a public endpoint by its host name.</summary>
    public Uri Address(string name) => listeners.Address(name);

    public void RequestStop(string reason) => stopping.TrySetResult(reason);

    public void SetScenario(string name)
    {
        Estate.Scenario.Current = Scenarios.ScenarioTable.Find(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "no such scenario");
        log.Write($"scenario {name}");
        Announce();
        Interlocked.Exchange(ref isDirty, 1);
    }

    /// <summary>Saves, and ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        timers.ForEach(t => t.Dispose());
        directory.RemoveEstate();
        directory.Save(Estate);
        foreach (var cluster in Estate.Clusters)
        {
            cluster.Cluster.Halt();
        }

        await app.StopAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        Estate.Dispose();
    }

    WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            Listen(kestrel);
        });
        var application = builder.Build();
        application.UseWebSockets();
        application.Run(HandleAsync);
        return application;
    }

    void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel)
    {
        var before = PortsBefore();
        int Port(string name) => before.GetValueOrDefault(name);
        listeners.Add(kestrel, "control", Port("control"), new ControlServer(this).HandleAsync);
        listeners.Add(kestrel, "registry", Port("registry"), Estate.Registry.HandleAsync);
        foreach (var cluster in Estate.Clusters)
        {
            listeners.Add(kestrel, cluster.Name, Port(cluster.Name), cluster.Api.HandleAsync);
        }

        listeners.Add(kestrel, "prometheus", Port("prometheus"), Estate.Prometheus.HandleAsync);
        listeners.Add(kestrel, "slack", Port("slack"), Estate.Slack.HandleAsync);
        foreach (var (host, frontEnd) in Estate.FrontEnds)
        {
            listeners.Add(kestrel, host, Port(host), frontEnd.HandleAsync);
        }
    }

    Dictionary<string, int> PortsBefore()
    {
        var ports = directory.ReadPorts();
        return ports.ToDictionary(p => p.Key, p => p.Value.Number() ?? 0, StringComparer.Ordinal);
    }

    Task HandleAsync(HttpContext context)
    {
        var handler = context.Features.GetRequiredFeature<RequestHandler>();
        // By the clock that stamps the objects: clients take the difference to theirs from this header.
        context.Response.Headers.Date = clock.Now.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return Activity.MeasureAsync(async () =>
        {
            try
            {
                await handler(context, context.RequestAborted).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client has gone; nobody is left to answer.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.Write($"{context.Request.Method} {context.Request.Path}: {e}");
                throw;
            }
        });
    }

    void Announce()
    {
        var description = EstateDescription.Of(this, options, clock.Now);
        directory.WriteKubeconfig(EstateDescription.Kubeconfig(this));
        directory.WritePorts(new(listeners.Ports().Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, p.Port))));
        directory.WriteEstate(description);
        if (timers.Count > 0)
        {
            return;
        }

        foreach (var cluster in Estate.Clusters)
        {
            cluster.Cluster.Store.Changed += _ => Interlocked.Exchange(ref isDirty, 1);
        }

        directory.Save(Estate);
        timers.Add(clock.Time.CreateTimer(_ => SaveIfDirty(), null, SaveInterval, SaveInterval));
        var check = options.IdleTimeout / 10;
        timers.Add(clock.Time.CreateTimer(_ => StopIfIdle(), null, check, check));
    }

    void SaveIfDirty()
    {
        if (Interlocked.Exchange(ref isDirty, 0) == 1)
        {
            directory.Save(Estate);
        }
    }

    void StopIfIdle()
    {
        if (Activity.Idle >= options.IdleTimeout)
        {
            RequestStop($"idle for {options.IdleTimeout}");
        }
    }
}
