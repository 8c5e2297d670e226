using System.Text.Json.Nodes;
using System.Threading.Channels;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Cluster.Tests.Judging;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Recordings;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

/// <summary>StatefulSets and DaemonSets over the wire.</summary>
public sealed class KindsTests
{
    static readonly Recorded Vault = new("StatefulSet");
    static readonly Recorded Agent = new("DaemonSet");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stateful_set_is_read_without_any_revisions()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Vault, Vault.Object(), Vault.Pods(Row("""["old", "old", "new"]""")));
        await using var cluster = api.Connect();

        var read = await cluster.ReadWorkloadAsync(Vault.Workload, Token);

        Assert.Equal(("uid-vault", 3, "1 of 3 updated, 2 old"), (read!.Uid, read.Generation, read.Rollout.Message));
        Assert.Equal([$"GET {Vault.Collection()}/vault", $"GET {Manifests.Pods}"], api.Requests.Select(r => r.Route));
        Assert.Equal("?labelSelector=app%3Dvault", api.Requests.Last().Query);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_daemon_set_is_read_and_watched_even_by_who_may_not_see_its_revisions(int status)
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Agent, Agent.Object(), Agent.Pods(Row("""["new", "old", "old"]""")))
            .On($"GET {Apps}/controllerrevisions", Status(status, "controllerrevisions.apps"));
        api.On($"WATCH {Agent.Collection()}", Lines(Hang, Event("MODIFIED", Agent.Object(Row("""{"status": {"updatedNumberScheduled": 3}}""")))))
            .On($"WATCH {Manifests.Pods}", Lines(Hang, [.. Agent.Pods(Row("""["new", "new", "new"]""")).Select(pod => Event("MODIFIED", pod))]));
        await using var cluster = api.Connect();

        Assert.Equal("1 of 3 updated, 2 old", (await cluster.ReadWorkloadAsync(Agent.Workload, Token))!.Rollout.Message);
        Assert.Equal("3 of 3 updated and available", (await WatchAsync(cluster, Agent)).Message);
    }

    [Fact]
    public async Task A_stateful_sets_rollout_is_followed_to_its_end()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Vault, Vault.Object(), Vault.Pods(Row("""["old", "old", "new"]""")));
        var (sets, pods) = (Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<string>());
        api.On($"WATCH {Vault.Collection()}", Fed(sets.Reader)).On($"WATCH {Manifests.Pods}", Fed(pods.Reader));
        await using var cluster = api.Connect();
        var told = Channel.CreateUnbounded<string>();
        var watching = cluster.WatchRolloutAsync(new RolloutQuestion(Vault.Workload, 3, "vault"), reading => told.Writer.TryWrite(reading.Message), Token);
        Assert.Equal("1 of 3 updated, 2 old", await told.Reader.ReadAsync(Token));

        await pods.Writer.WriteAsync(Event("MODIFIED", Vault.Pod(1, Row("\"new\""))!), Token);
        Assert.Equal("2 of 3 updated, 1 old", await told.Reader.ReadAsync(Token));
        await pods.Writer.WriteAsync(Event("MODIFIED", Vault.Pod(0, Row("\"new\""))!), Token);
        Assert.Equal("3 of 3 updated", await told.Reader.ReadAsync(Token));
        await sets.Writer.WriteAsync(Event("MODIFIED", Vault.Object(Row("""{"status": {"updatedReplicas": 3}}"""))), Token);

        Assert.Equal((RolloutState.Complete, "3 of 3 updated and available"), ((await watching).State, (await watching).Message));
    }

    [Fact]
    public async Task A_doomed_pod_of_a_daemon_set_comes_with_its_evidence()
    {
        const string Crash = """[{"is": "new", "ready": false, "container": {"restartCount": 2, "state": {"terminated": {"exitCode": 3, "reason": "Error"}}}}, "old", "old"]""";
        await using var api = (await FakeApi.StartAsync()).Serve(Agent, Agent.Object(), Agent.Pods(Row(Crash)));
        api.On($"GET {Manifests.Pods}/agent-0/log", context => context.Response.WriteLogAsync());
        await using var cluster = api.Connect();

        var fault = (await WatchAsync(cluster, Agent)).Fault!;

        Assert.Equal(("K-CRASHLOOP", "east/shop/pod/agent-0"), (fault.Code, fault.Object));
        Assert.Contains("log agent: boom", fault.Evidence);
        Assert.Contains("condition Ready=False ContainersNotReady", fault.Evidence);
    }

    [Fact]
    public async Task A_rollout_that_a_broken_old_pod_blocks_ends_once_the_server_confirms_it()
    {
        const string Stuck = """["new", "new", {"is": "old", "ready": false, "container": {"state": {"waiting": {"reason": "ErrImagePull", "message": "vault:3: not found"}}}}]""";
        await using var api = (await FakeApi.StartAsync()).Serve(Vault, Vault.Object(), Vault.Pods(Row(Stuck)));
        await using var cluster = api.Connect();

        var reading = await WatchAsync(cluster, Vault);

        Assert.Equal((RolloutState.Stalled, "K-BLOCKED", "east/shop/pod/vault-2"), (reading.State, reading.Fault!.Code, reading.Fault.Object));
        Assert.Contains("condition Ready=False ContainersNotReady", reading.Fault.Evidence);
        Assert.Equal(2, api.Count($"GET {Manifests.Pods}"));
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public async Task Images_come_from_the_newest_pods(string kind)
    {
        var recorded = new Recorded(kind);
        await using var api = (await FakeApi.StartAsync()).Serve(recorded, recorded.Object(), recorded.Pods(Row("""["old", "gone", "new"]""")));
        await using var cluster = api.Connect();

        var image = Assert.Single(await cluster.ReadRunningImagesAsync(recorded.Workload, recorded.Name, Token));

        Assert.Equal(($"{recorded.Name}-2", "sha256:" + new string('b', 64)), (image.Pod, image.Digest));
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public async Task An_export_has_nothing_that_the_server_writes(string kind)
    {
        var recorded = new Recorded(kind);
        await using var api = (await FakeApi.StartAsync()).Serve(recorded, recorded.Object());
        await using var cluster = api.Connect();

        var yaml = await cluster.ExportAsync(recorded.Workload, Token);

        Assert.All(["status", "creationTimestamp", "uid", "deprecated", "Pending"], word => Assert.DoesNotContain(word, yaml, StringComparison.Ordinal));
        Assert.Contains(kind == "StatefulSet" ? "storage: \"10Gi\"" : "maxUnavailable: 1", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public async Task Patches_creations_and_deletions_go_to_the_kinds_own_path(string kind)
    {
        var recorded = new Recorded(kind);
        var (one, all) = ($"{recorded.Collection()}/{recorded.Name}", recorded.Collection());
        await using var api = (await FakeApi.StartAsync())
            .On($"PATCH {one}", Json(recorded.Object())).On($"POST {all}", Json(recorded.Object())).On($"DELETE {one}", Json(recorded.Object()));
        await using var cluster = api.Connect();

        Assert.Equal(new PatchResult.Applied(3), await cluster.PatchAsync(recorded.Workload, [PatchOperation.Test("/metadata/uid", "u")], FieldOwner.Own, Token));
        Assert.Equal(new PatchResult.Applied(3), await cluster.CreateAsync(recorded.Workload, "{}", Token));
        var seen = new WorkloadSnapshot(recorded.Workload, "u", 3, (JsonObject)JsonNode.Parse("""{"metadata":{"resourceVersion":"7"}}""")!, new RolloutReading(RolloutState.Complete, "", new RolloutCounts(1, 1, 1, 1, 1)));
        Assert.Equal(new PatchResult.Applied(3), await cluster.DeleteAsync(seen, Token));
        Assert.Contains("""{"uid":"u","resourceVersion":"7"}""", api.Requests.Last().Body, StringComparison.Ordinal);
    }

    static Task<RolloutReading> WatchAsync(KubernetesCluster cluster, Recorded recorded) =>
        cluster.WatchRolloutAsync(new RolloutQuestion(recorded.Workload, 3, recorded.Name), _ => { }, Token);
}
