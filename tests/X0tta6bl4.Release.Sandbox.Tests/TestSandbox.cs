using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Sandbox.Hosting;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>A sandbox on free ports, whose clock the test moves; everything else goes over HTTP.</summary>
sealed class TestSandbox : IAsyncDisposable
{
    public const string Eks = "eks-us-east-1";
    public const string Deployments = "/apis/apps/v1/namespaces/x0tta6bl4-system/deployments";
    public const string Gateway = $"{Deployments}/api-gateway";
    public const string Pods = "/api/v1/namespaces/x0tta6bl4-system/pods";
    public const string ConfigMaps = "/api/v1/namespaces/staging/configmaps";

    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    readonly StringWriter log = new();
    readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
    readonly bool ownsDirectory;
    SandboxServer server = null!;

    TestSandbox(string? directory)
    {
        ownsDirectory = directory is null;
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("sandbox-test-").FullName;
    }

    public string Directory { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public SandboxServer Server => server;

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TestSandbox> StartAsync(string? scenario = null, string? directory = null, bool reset = false, Estates.EdgeFleet? edges = null)
    {
        var sandbox = new TestSandbox(directory);
        var options = new SandboxOptions { StateDirectory = sandbox.Directory, Scenario = scenario, IsReset = reset, Edges = edges };
        var log = new SandboxLog(sandbox.log, sandbox.Time);
        sandbox.server = await SandboxServer.StartAsync(options, sandbox.Time, new Chance(7), log, Cancelled);
        return sandbox;
    }

    public async Task<(int Code, JsonNode Body)> SendAsync(
        string method, string path, string? body = null, string type = "application/json", string cluster = Eks)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(server.Address(cluster), path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("tests", "1"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new(type);
        }

        using var response = await client.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return ((int)response.StatusCode, (text.StartsWith('{') ? JsonNode.Parse(text) : JsonValue.Create(text))!);
    }

    public async Task<JsonObject> GetAsync(string path, string cluster = Eks) => (JsonObject)(await SendAsync("GET", path, cluster: cluster)).Body;

    public async Task<HttpResponseMessage> OpenAsync(string path, string cluster = Eks) =>
        await client.GetAsync(new Uri(server.Address(cluster), path), HttpCompletionOption.ResponseHeadersRead, Cancelled);

    public async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request) => await client.SendAsync(request, Cancelled);

    public Task<(int Code, JsonNode Body)> SetImageAsync(string image, string deployment = Gateway, string cluster = Eks) => SendAsync(
        "PATCH", deployment, $$"""[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "{{image}}"}]""",
        "application/json-patch+json", cluster);

    /// <summary>Lets simulated time pass in small steps, as planned work plans more.</summary>
    public void Pass(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += Tick)
        {
            Time.Advance(Tick);
        }
    }

    /// <summary>Lets time pass until something holds.</summary>
    public async Task PassUntilAsync(Func<Task<bool>> holds, int seconds = 120)
    {
        for (var passed = TimeSpan.Zero; passed.TotalSeconds < seconds; passed += Tick)
        {
            if (await holds())
            {
                return;
            }

            Time.Advance(Tick);
        }

        Assert.Fail($"did not come about in {seconds} s; log: {log}");
    }

    /// <summary>Lets time pass while an answer is awaited that takes simulated time.</summary>
    public async Task PassWhileAsync(Task answer)
    {
        while (!answer.IsCompleted)
        {
            if (server.Activity.IsBusy)
            {
                Time.Advance(TimeSpan.FromMilliseconds(1));
            }

            await Task.WhenAny(answer, Task.Run(() => { }, Cancelled));
        }
    }

    public Task PassUntilRolledOutAsync(string deployment = Gateway, string cluster = Eks) => PassUntilAsync(async () =>
    {
        var o = await GetAsync(deployment, cluster);
        return Controllers.DeploymentStatus.IsComplete(o) && o.Number("status", "replicas") == o.Number("spec", "replicas");
    });

    public async Task<List<JsonObject>> PodsAsync(string app = "api-gateway", string path = Pods, string cluster = Eks) =>
        [.. (await GetAsync($"{path}?labelSelector=app%3D{app}", cluster)).Items("items")];

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        client.Dispose();
        await log.DisposeAsync();
        if (ownsDirectory)
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
