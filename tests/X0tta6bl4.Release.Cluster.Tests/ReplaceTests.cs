using System.Text.Json.Nodes;
using System.Threading.Channels;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Cluster.Tests.Judging;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Recordings;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class ReplaceTests
{
    const string One = $"{Manifests.Pods}/vault-2";
    const string Sealed = """
        {"is": "new", "ready": false, "spec": {"readinessProbe": {"initialDelaySeconds": 5, "periodSeconds": 5, "failureThreshold": 2, "timeoutSeconds": 3}},
         "container": {"state": {"running": {"startedAt": "2026-01-01T00:00:02Z"}}}}
        """;

    static readonly Recorded Vault = new("StatefulSet");
    static readonly Recorded Agent = new("DaemonSet");
    static readonly OutdatedPod Last = new("vault-2", "uid-2");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outdated_pods_come_in_the_order_of_their_replacement()
    {
        await using var api = await VaultAsync("""["old", "old", "new"]""");
        await using var cluster = api.Connect();

        Assert.Equal([new OutdatedPod("vault-1", "uid-1"), new OutdatedPod("vault-0", "uid-0")], await cluster.ReadOutdatedPodsAsync(Vault.Workload, Token));
    }

    [Fact]
    public async Task What_rolls_by_itself_has_no_outdated_pods()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Vault, Vault.Object(), Vault.Pods(Row("""["old", "old", "new"]""")))
            .Serve(Manifests.Deployment(), [], []);
        await using var cluster = api.Connect();

        Assert.Empty(await cluster.ReadOutdatedPodsAsync(Vault.Workload, Token));
        Assert.Empty(await cluster.ReadOutdatedPodsAsync(new WorkloadReference("east", "shop", "Deployment", "web"), Token));
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task A_pod_is_deleted_by_its_uid_and_the_next_one_followed_until_it_is_ready()
    {
        await using var api = await VaultAsync("""["old", "old", "gone"]""");
        var events = Channel.CreateUnbounded<string>();
        api.On($"WATCH {Manifests.Pods}", Fed(events.Reader)).On($"GET {One}", Json(Pod("\"old\"")));
        await using var cluster = api.Connect();
        var told = Channel.CreateUnbounded<string>();
        var replacing = cluster.ReplacePodAsync(Vault.Workload, Last, reading => told.Writer.TryWrite(reading.Message), Token);
        Assert.Equal("pod vault-2 is ending, the one that follows it is not there yet", await told.Reader.ReadAsync(Token));

        await events.Writer.WriteAsync(Event("DELETED", Pod("\"gone\"")), Token);
        await events.Writer.WriteAsync(Event("ADDED", Pod("""{"is": "new", "ready": false}""", "uid-heir")), Token);
        Assert.Equal("pod vault-2 is there and not ready yet", await told.Reader.ReadAsync(Token));
        await events.Writer.WriteAsync(Event("MODIFIED", Pod("\"new\"", "uid-heir")), Token);

        Assert.Equal((RolloutState.Complete, "pod vault-2 is ready"), ((await replacing).State, (await replacing).Message));
        Assert.Equal("uid-2", (string?)JsonNode.Parse(api.Requests.Single(r => r.Route == $"DELETE {One}").Body)!["preconditions"]!["uid"]);
    }

    [Fact]
    public async Task A_vault_that_comes_up_sealed_is_never_ready_and_its_probe_says_why()
    {
        await using var api = await VaultAsync("""["old", "old"]""", Pod(Sealed, "uid-heir"));
        api.On($"GET {One}", Json(Pod("\"old\""))).On("GET /api/v1/namespaces/shop/events", Json("""
            {"items": [{"type": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: Key Value\nSealed true", "count": 9, "lastTimestamp": "2026-01-01T00:00:30Z"}]}
            """));
        await using var cluster = api.Connect();

        var reading = await cluster.ReplacePodAsync(Vault.Workload, Last, _ => { }, Token);

        Assert.Equal((RolloutState.Doomed, "K-NEVER-READY", "east/shop/pod/vault-2"), (reading.State, reading.Fault!.Code, reading.Fault.Object));
        Assert.Contains("event Warning Unhealthy x9: Readiness probe failed: Key Value Sealed true", reading.Fault.Evidence);
        Assert.Contains(api.Requests, r => r.Route.EndsWith("/events", StringComparison.Ordinal) && r.Query.Contains("uid-heir", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pod_that_somebody_has_replaced_already_is_not_deleted_again()
    {
        await using var api = await VaultAsync("""["old", "old"]""", Pod("\"new\"", "uid-heir"));
        await using var cluster = api.Connect();

        Assert.Equal(RolloutState.Complete, (await cluster.ReplacePodAsync(Vault.Workload, Last, _ => { }, Token)).State);
        Assert.Equal(0, api.Count($"DELETE {One}"));
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_reading_and_never_sent_twice()
    {
        await using var api = await VaultAsync("""["old", "old"]""", Pod("\"new\"", "uid-heir"));
        api.On($"GET {One}", Json(Pod("\"old\"")), Json(Pod("\"gone\""))).On($"DELETE {One}", Cut);
        await using var cluster = api.Connect();

        Assert.Equal(RolloutState.Complete, (await cluster.ReplacePodAsync(Vault.Workload, Last, _ => { }, Token)).State);
        Assert.Equal(1, api.Count($"DELETE {One}"));
    }

    [Fact]
    public async Task A_pod_that_stays_after_a_lost_answer_was_not_deleted() => await FailsAsync(Cut, AccessFailure.Unreachable, "was not deleted");

    [Fact]
    public async Task A_deletion_that_a_webhook_refuses_is_told_in_its_words() =>
        await FailsAsync(Status(422, "admission webhook \"guard\" denied the request"), AccessFailure.Rejected, "was not deleted: admission webhook \"guard\" denied");

    [Fact]
    public async Task Who_may_not_delete_is_told_so() => await FailsAsync(Status(403, "pods is forbidden"), AccessFailure.Denied, "pods is forbidden");

    [Fact]
    public async Task A_daemon_sets_next_pod_is_the_one_on_the_same_node()
    {
        var heir = Agent.Pod(9, "new", "uid-heir")!;
        heir["spec"]!["nodeName"] = "node-2";
        await using var api = (await FakeApi.StartAsync()).Serve(Agent, Agent.Object(OnDelete), [.. Agent.Pods(Row("""["old", "old"]""")), heir])
            .On($"GET {Manifests.Pods}/agent-2", Json(Agent.Pod(2, "old")!)).On($"DELETE {Manifests.Pods}/agent-2", Json(Agent.Pod(2, "gone")!));
        await using var cluster = api.Connect();

        Assert.Equal("pod agent-9 is ready", (await cluster.ReplacePodAsync(Agent.Workload, new OutdatedPod("agent-2", "uid-2"), _ => { }, Token)).Message);
    }

    [Fact]
    public async Task A_daemon_sets_pod_that_has_gone_leaves_no_trace_of_its_node()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Agent, Agent.Object(OnDelete), Agent.Pods(Row("""["old", "old"]""")));
        await using var cluster = api.Connect();

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.ReplacePodAsync(Agent.Workload, new OutdatedPod("agent-2", "uid-2"), _ => { }, Token));

        Assert.Equal((AccessFailure.Conflict, "east/shop/pod/agent-2"), (failure.Kind, failure.Subject));
    }

    static async Task FailsAsync(Reply deletion, AccessFailure kind, string words)
    {
        await using var api = await VaultAsync("""["old", "old", "old"]""");
        api.On($"DELETE {One}", deletion);
        await using var cluster = api.Connect();

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.ReplacePodAsync(Vault.Workload, Last, _ => { }, Token));

        Assert.Equal((kind, "east/shop/pod/vault-2"), (failure.Kind, failure.Subject));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, api.Count($"DELETE {One}"));
    }

    static JsonObject Pod(string row, string uid = "") => Vault.Pod(2, Row(row), uid)!;

    static async Task<FakeApi> VaultAsync(string pods, params JsonObject[] others) => (await FakeApi.StartAsync())
        .Serve(Vault, Vault.Object(OnDelete), [.. Vault.Pods(Row(pods)), .. others])
        .On($"DELETE {One}", Json(Pod("\"gone\"")));
}
