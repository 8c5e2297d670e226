using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class StatefulSetTests
{
    const string Agents = $"{Manifests.StatefulSets}/agents";
    const string Three = """{"replicas": 3}""";
    const string New = "spiffe/spire-agent:1.11.2";

    [Theory]
    [InlineData("OrderedReady", 1)]
    [InlineData("Parallel", 3)]
    public async Task Pods_are_created_in_order_unless_all_may_come_at_once(string policy, int mostUnready)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", Manifests.StatefulSets, Manifests.Agents("StatefulSet", $$"""{"replicas": 3, "podManagementPolicy": "{{policy}}"}""").ToJsonString());
        var unready = 0;

        await sandbox.PassUntilAsync(async () =>
        {
            unready = Math.Max(unready, (await sandbox.PodsOfAsync("agents")).Count(p => !p.IsConditionTrue("Ready")));
            return StatefulSetStatus.IsComplete(await sandbox.GetAsync(Agents));
        });

        var pods = await sandbox.PodsOfAsync("agents");
        Assert.Equal(mostUnready, unready);
        Assert.Equal(["agents-0", "agents-1", "agents-2"], pods.Select(p => p.Name()));
        Assert.Equal("agents-1", pods[1].Labels().Text("statefulset.kubernetes.io/pod-name"));
        Assert.Equal("1", pods[1].Labels().Text("apps.kubernetes.io/pod-index"));
    }

    [Fact]
    public async Task An_update_goes_from_the_highest_pod_down_and_never_misses_more_than_one()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", Three));
        await SetImageAsync(sandbox, New);
        var (order, lowest) = (new List<string>(), int.MaxValue);

        await sandbox.PassUntilAsync(async () =>
        {
            var pods = await sandbox.PodsOfAsync("agents");
            order.AddRange(pods.Where(p => p.Tag() == "1.11.2").Select(p => p.Name()).Except(order));
            lowest = Math.Min(lowest, pods.Count(p => !p.IsTerminating() && p.IsConditionTrue("Ready")));
            return StatefulSetStatus.IsComplete(await sandbox.GetAsync(Agents));
        });

        Assert.Equal(["agents-2", "agents-1", "agents-0"], order);
        Assert.Equal(2, lowest);
    }

    [Fact]
    public async Task The_status_tells_both_revisions_during_an_update_and_one_afterwards()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", Three));
        var before = (await sandbox.GetAsync(Agents))["status"]!;
        await SetImageAsync(sandbox, New);

        await sandbox.PassUntilAsync(async () => (await sandbox.GetAsync(Agents)).Number("status", "updatedReplicas") == 1);
        var during = (await sandbox.GetAsync(Agents))["status"]!;
        await sandbox.PassUntilSettledAsync();
        var after = (await sandbox.GetAsync(Agents))["status"]!;

        Assert.Equal((2, 1, 2), (during.Number("observedGeneration"), during.Number("updatedReplicas"), during.Number("currentReplicas")));
        Assert.Equal(before.Text("currentRevision"), during.Text("currentRevision"));
        Assert.NotEqual(during.Text("currentRevision"), during.Text("updateRevision"));
        Assert.Equal(during.Text("updateRevision"), after.Text("currentRevision"));
        Assert.Equal(
            ["observedGeneration", "replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "currentRevision", "updateRevision", "collisionCount", "availableReplicas"],
            ((JsonObject)after).Select(p => p.Key));
        Assert.All(await sandbox.PodsOfAsync("agents"), p => Assert.Equal(after.Text("updateRevision"), p.Labels().Text("controller-revision-hash")));
    }

    [Fact]
    public async Task A_partition_keeps_the_pods_below_it_even_when_they_are_lost()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", """{"replicas": 3, "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 2}}}"""));
        await SetImageAsync(sandbox, New);
        sandbox.Pass(TimeSpan.FromSeconds(10));

        await sandbox.SendAsync("DELETE", $"{Manifests.Pods}/agents-0");
        sandbox.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(["1.10.1", "1.10.1", "1.11.2"], (await sandbox.PodsOfAsync("agents")).Select(p => p.Tag()));
        var status = (await sandbox.GetAsync(Agents))["status"]!;
        Assert.Equal((2, 1), (status.Number("currentReplicas"), status.Number("updatedReplicas")));
    }

    [Fact]
    public async Task On_deletion_pods_change_only_when_somebody_deletes_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", """{"replicas": 3, "updateStrategy": {"type": "OnDelete"}}"""));
        var before = (await sandbox.PodsOfAsync("agents")).Select(p => p.Uid()).ToList();
        await SetImageAsync(sandbox, New);
        sandbox.Pass(TimeSpan.FromMinutes(1));
        var untouched = (await sandbox.PodsOfAsync("agents")).Select(p => p.Uid()).ToList();

        await sandbox.SendAsync("DELETE", $"{Manifests.Pods}/agents-1");
        await sandbox.PassUntilAsync(async () => (await sandbox.PodsOfAsync("agents")).Count(p => p.Tag() == "1.11.2" && p.IsConditionTrue("Ready")) == 1);
        sandbox.Pass(TimeSpan.FromMinutes(1));

        var status = (await sandbox.GetAsync(Agents))["status"]!;
        Assert.Equal(before, untouched);
        Assert.Equal(["1.10.1", "1.11.2", "1.10.1"], (await sandbox.PodsOfAsync("agents")).Select(p => p.Tag()));
        Assert.Equal((2, 1, 3), (status.Number("currentReplicas"), status.Number("updatedReplicas"), status.Number("readyReplicas")));
    }

    [Fact]
    public async Task A_broken_update_stops_at_its_first_pod_and_stays_until_that_is_deleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", Three));
        await SetImageAsync(sandbox, "x0tta6bl4/nothing:1");
        sandbox.Pass(TimeSpan.FromSeconds(20));
        await SetImageAsync(sandbox, "spiffe/spire-agent:1.10.1");
        sandbox.Pass(TimeSpan.FromSeconds(20));
        var stuck = await sandbox.PodsOfAsync("agents");

        await sandbox.SendAsync("DELETE", $"{Manifests.Pods}/agents-2");
        await sandbox.PassUntilSettledAsync();

        Assert.Equal(["1.10.1", "1.10.1", "1"], stuck.Select(p => p.Tag()));
        Assert.Equal(["1.10.1", "1.10.1", "1.10.1"], (await sandbox.PodsOfAsync("agents")).Select(p => p.Tag()));
    }

    [Fact]
    public async Task Revisions_are_kept_up_to_the_limit_and_the_old_one_is_used_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", """{"replicas": 1, "revisionHistoryLimit": 1}"""));
        var first = (await sandbox.GetAsync(Agents)).Text("status", "currentRevision");
        foreach (var tag in new[] { "1.11.0", "1.10.1", "1.11.1", "1.11.2", "1.10.1" })
        {
            await SetImageAsync(sandbox, $"spiffe/spire-agent:{tag}");
            await sandbox.PassUntilSettledAsync();
        }

        sandbox.Pass(TimeSpan.FromSeconds(1));

        var revisions = (await sandbox.GetAsync("/apis/apps/v1/namespaces/staging/controllerrevisions")).Items("items").ToList();
        Assert.Equal(2, revisions.Count);
        Assert.Equal(first, revisions.MaxBy(r => r.Number("revision"))!.Name());
        Assert.Equal("replace", revisions[0].Text("data", "spec", "template", "$patch"));
    }

    [Fact]
    public async Task Its_scale_is_written_and_the_highest_pod_goes_first()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", Three));

        var (code, _) = await sandbox.SendAsync("PATCH", $"{Agents}/scale", """{"spec": {"replicas": 1}}""", Manifests.Merge);
        sandbox.Pass(TimeSpan.FromMilliseconds(100));
        var first = await sandbox.PodsOfAsync("agents");
        await sandbox.PassUntilSettledAsync();

        Assert.Equal(200, code);
        Assert.Equal("agents-2", first.Single(p => p.IsTerminating()).Name());
        Assert.Equal("agents-0", (await sandbox.PodsOfAsync("agents")).Single().Name());
        var reasons = (await sandbox.GetAsync("/api/v1/namespaces/staging/events?fieldSelector=involvedObject.name%3Dagents")).Items("items").Select(e => e.Text("message"));
        Assert.Contains("create Pod agents-0 in StatefulSet agents successful", reasons);
        Assert.Contains("delete Pod agents-2 in StatefulSet agents successful", reasons);
    }

    [Theory]
    [InlineData("Background", 0)]
    [InlineData("Foreground", 0)]
    [InlineData("Orphan", 3)]
    public async Task A_deleted_one_takes_pods_and_revisions_with_it_or_leaves_them_to_the_next(string policy, int left)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", Three));
        var before = (await sandbox.PodsOfAsync("agents")).Select(p => p.Uid()).ToList();

        await sandbox.SendAsync("DELETE", $"{Agents}?propagationPolicy={policy}");
        sandbox.Pass(TimeSpan.FromSeconds(2));
        var (pods, revisions) = (await sandbox.PodsOfAsync("agents"), (await sandbox.GetAsync("/apis/apps/v1/namespaces/staging/controllerrevisions")).Items("items").Count());
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet", Three));

        Assert.Equal((left, left == 0 ? 0 : 1), (pods.Count, revisions));
        Assert.Equal(left, (await sandbox.PodsOfAsync("agents")).Count(p => before.Contains(p.Uid())));
    }

    [Fact]
    public async Task A_pod_of_somebody_else_holds_its_name_until_it_is_gone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", Manifests.Pods, """{"metadata": {"name": "agents-0"}, "spec": {"containers": [{"name": "x", "image": "x0tta6bl4/api-gateway:2.3.0"}]}}""");
        await sandbox.SendAsync("POST", Manifests.StatefulSets, Manifests.Agents("StatefulSet").ToJsonString());
        sandbox.Pass(TimeSpan.FromSeconds(5));
        var held = (await sandbox.PodsOfAsync("agents")).Count;

        await sandbox.SendAsync("DELETE", $"{Manifests.Pods}/agents-0");
        await sandbox.PassUntilSettledAsync();

        Assert.Equal((0, 1), (held, (await sandbox.PodsOfAsync("agents")).Count));
    }

    [Fact]
    public async Task Pods_are_available_only_after_their_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", Manifests.StatefulSets, Manifests.Agents("StatefulSet", """{"replicas": 2, "minReadySeconds": 30}""").ToJsonString());

        sandbox.Pass(TimeSpan.FromSeconds(20));
        var early = (await sandbox.GetAsync(Agents))["status"]!;
        await sandbox.PassUntilSettledAsync();

        Assert.Equal((1, 1, 0), (early.Number("replicas"), early.Number("readyReplicas"), early.Number("availableReplicas")));
    }

    [Fact]
    public async Task The_server_fills_in_what_is_not_said()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var given = Manifests.Agents("StatefulSet", """{"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"]}}]}""");

        var (_, made) = await sandbox.SendAsync("POST", Manifests.StatefulSets, given.ToJsonString());
        await sandbox.PassUntilSettledAsync();

        Assert.Equal((1, "OrderedReady", 10), (made.Number("spec", "replicas"), made.Text("spec", "podManagementPolicy"), made.Number("spec", "revisionHistoryLimit")));
        Assert.Equal("""{"type":"RollingUpdate","rollingUpdate":{"partition":0}}""", made.At("spec", "updateStrategy")!.ToJsonString());
        Assert.Equal("Filesystem", made.Items("spec", "volumeClaimTemplates").Single().Text("spec", "volumeMode"));
        var volume = (await sandbox.PodsOfAsync("agents")).Single().Items("spec", "volumes").Single();
        Assert.Equal("data-agents-0", volume.Text("persistentVolumeClaim", "claimName"));
    }

    [Theory]
    [InlineData("""{"spec": {"serviceName": "other"}}""", "updates to statefulset spec for fields other than")]
    [InlineData("""{"spec": {"podManagementPolicy": "Sometimes"}}""", "must be 'OrderedReady' or 'Parallel'")]
    [InlineData("""{"spec": {"updateStrategy": {"type": "OnDelete"}}}""", "only allowed for updateStrategy 'RollingUpdate'")]
    [InlineData("""{"spec": {"updateStrategy": {"type": "Recreate"}}}""", "must be 'RollingUpdate' or 'OnDelete'")]
    [InlineData("""{"spec": {"replicas": -1}}""", "must be greater than or equal to 0")]
    [InlineData("""{"spec": {"template": {"metadata": {"labels": {"app": "x"}}}}}""", "`selector` does not match template `labels`")]
    public async Task A_wrong_change_is_refused(string patch, string cause)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("StatefulSet"));

        var (code, status) = await sandbox.SendAsync("PATCH", Agents, patch, Manifests.Merge);

        Assert.Equal(422, code);
        Assert.Contains(cause, status.Text("message"), StringComparison.Ordinal);
    }

    static Task<(int Code, JsonNode Body)> SetImageAsync(TestSandbox sandbox, string image) => sandbox.SetImageAsync(image, Agents);
}
