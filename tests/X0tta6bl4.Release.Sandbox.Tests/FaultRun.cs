using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>A fault that befalls the release of its component in Saint Petersburg.</summary>
sealed class FaultRun : IAsyncDisposable
{
    public const string Cluster = "k3s-spb";

    FaultRun(TestSandbox sandbox, string repository)
    {
        Sandbox = sandbox;
        (Namespace, App) = repository.EndsWith("quantum-engine", StringComparison.Ordinal)
            ? ("x0tta6bl4-quantum", "quantum-services-spb") : ("x0tta6bl4-system", "cultural-agents-spb");
    }

    public TestSandbox Sandbox { get; }

    public string Namespace { get; }

    public string App { get; }

    public string Path => $"/apis/apps/v1/namespaces/{Namespace}/deployments/{App}";

    /// <summary>Sets the new image; no time has passed since.</summary>
    public static async Task<FaultRun> StartAsync(string code)
    {
        var scenario = ScenarioTable.Find($"fault:{code}")!;
        var repository = scenario.Fault?.Repository ?? scenario.Images.Single().Repository;
        var run = new FaultRun(await TestSandbox.StartAsync(scenario.Name), repository);
        var (status, answer) = await run.Sandbox.SetImageAsync($"{repository}:2.3.1", $"{run.Path}?fieldManager=x0tta6bl4-release", Cluster);
        Assert.True(status == 200, answer.ToJsonString());
        return run;
    }

    /// <summary>Type, reason and writer of an event.</summary>
    public static string Summary(JsonObject told) =>
        $"{told.Text("type")} {told.Text("reason")} {told.Text("source", "component") ?? told.Text("reportingComponent")}";

    // In larger steps than others: nothing here is a matter of milliseconds.
    public async Task PassUntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 250; i++)
        {
            if (await holds())
            {
                return;
            }

            Sandbox.Pass(TimeSpan.FromMilliseconds(i < 20 ? 60 : 500));
        }

        Assert.Fail($"did not come about; events: {string.Join('\n', (await EventsAsync()).Select(e => $"{Summary(e)} {e.Text("message")}"))}");
    }

    public Task<JsonObject> DeploymentAsync() => Sandbox.GetAsync(Path, Cluster);

    public Task<List<JsonObject>> SetsAsync() => ListAsync($"/apis/apps/v1/namespaces/{Namespace}/replicasets?labelSelector=app%3D{App}");

    public Task<List<JsonObject>> PodsAsync() => ListAsync($"/api/v1/namespaces/{Namespace}/pods?labelSelector=app%3D{App}");

    public async Task<List<JsonObject>> NewPodsAsync() =>
        [.. (await PodsAsync()).Where(p => p.Items("spec", "containers").Any(c => c.Text("image")!.EndsWith(":2.3.1", StringComparison.Ordinal)))];

    public Task<List<JsonObject>> EventsAsync() => ListAsync($"/api/v1/namespaces/{Namespace}/events");

    /// <summary>The statuses of the new pods' containers.</summary>
    public async Task<List<JsonObject>> StatusesAsync() => [.. (await NewPodsAsync()).SelectMany(p => p.Items("status", "containerStatuses"))];

    /// <summary>What the new pods' containers wait for.</summary>
    public async Task<List<JsonNode>> WaitingAsync() => [.. (await StatusesAsync()).Select(s => s.At("state", "waiting")).OfType<JsonNode>()];

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();

    async Task<List<JsonObject>> ListAsync(string path) => [.. (await Sandbox.GetAsync(path, Cluster)).Items("items")];
}
