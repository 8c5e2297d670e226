using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class RolloutTests
{
    const string ReplicaSets = "/apis/apps/v1/namespaces/x0tta6bl4-system/replicasets?labelSelector=app%3Dapi-gateway";
    const string New = "x0tta6bl4/api-gateway:2.3.1";
    const string Merge = "application/merge-patch+json";

    [Theory]
    [InlineData(4, "\"25%\"", "\"25%\"", 1, 1)]
    [InlineData(3, "\"25%\"", "\"25%\"", 1, 0)]
    [InlineData(3, "1", "0", 1, 0)]
    [InlineData(4, "\"0%\"", "\"10%\"", 0, 1)]
    [InlineData(2, "0", "5", 0, 2)]
    public void Shares_of_surge_are_rounded_up_and_shares_of_unavailability_down(int replicas, string surge, string unavailable, int maxSurge, int maxUnavailable)
    {
        var deployment = (JsonObject)JsonNode.Parse(
            $$$"""{"spec": {"replicas": {{{replicas}}}, "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": {{{surge}}}, "maxUnavailable": {{{unavailable}}} } } } }""")!;

        Assert.Equal(new RollingUpdate(replicas, maxSurge, maxUnavailable), RollingUpdate.Of(deployment));
    }

    [Theory]
    [InlineData("1", "0", 5, 4)]
    [InlineData("\"25%\"", "\"25%\"", 5, 3)]
    [InlineData("0", "2", 4, 2)]
    [InlineData("\"100%\"", "0", 8, 4)]
    public async Task An_update_never_has_too_many_pods_nor_too_few(string surge, string unavailable, int most, int least)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, $$$"""{"spec": {"strategy": {"rollingUpdate": {"maxSurge": {{{surge}}}, "maxUnavailable": {{{unavailable}}} } } } }""", Merge);
        await sandbox.SetImageAsync(New);
        var (highest, lowest) = (0, int.MaxValue);

        await sandbox.PassUntilAsync(async () =>
        {
            var living = (await sandbox.PodsAsync()).Where(p => !p.IsTerminating()).ToList();
            highest = Math.Max(highest, living.Count);
            lowest = Math.Min(lowest, living.Count(p => p.IsConditionTrue("Ready")));
            return DeploymentStatus.IsComplete(await sandbox.GetAsync(TestSandbox.Gateway));
        });

        Assert.Equal((most, true), (highest, lowest >= least));
        Assert.All((await sandbox.PodsAsync()).Where(p => !p.IsTerminating()), p => Assert.Equal(New, p.Items("spec", "containers").Single().Text("image")));
    }

    [Fact]
    public async Task A_rollback_reuses_the_old_ReplicaSet_under_a_new_revision()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = (await sandbox.GetAsync(ReplicaSets)).Items("items").Single();
        await sandbox.SetImageAsync(New);
        await sandbox.PassUntilRolledOutAsync();

        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.0");
        await sandbox.PassUntilRolledOutAsync();

        var sets = (await sandbox.GetAsync(ReplicaSets)).Items("items").ToList();
        var reused = sets.Single(r => r.Number("spec", "replicas") == 4);
        Assert.Equal(2, sets.Count);
        Assert.Equal(before.Uid(), reused.Uid());
        Assert.Equal(("3", "1"), (reused.Annotation("deployment.kubernetes.io/revision"), reused.Annotation("deployment.kubernetes.io/revision-history")));
        Assert.Equal("3", (await sandbox.GetAsync(TestSandbox.Gateway)).Annotation("deployment.kubernetes.io/revision"));
    }

    [Fact]
    public async Task A_finished_update_says_so_in_its_conditions()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SetImageAsync(New);
        sandbox.Pass(TimeSpan.FromMilliseconds(40));
        var during = await sandbox.GetAsync(TestSandbox.Gateway);

        await sandbox.PassUntilRolledOutAsync();

        var after = await sandbox.GetAsync(TestSandbox.Gateway);
        Assert.Contains(during.Condition("Progressing").Text("reason"), new[] { "NewReplicaSetCreated", "ReplicaSetUpdated" });
        Assert.Equal(("True", "NewReplicaSetAvailable"), (after.Condition("Progressing").Text("status"), after.Condition("Progressing").Text("reason")));
        Assert.Equal("MinimumReplicasAvailable", after.Condition("Available").Text("reason"));
        Assert.Equal(after.Generation(), after.Number("status", "observedGeneration"));
    }

    [Fact]
    public async Task A_recreated_Deployment_ends_its_pods_before_it_starts_new_ones()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Runner = "/apis/apps/v1/namespaces/staging/deployments/test-runner";
        const string StagingPods = "/api/v1/namespaces/staging/pods";
        var old = (await sandbox.PodsAsync("test-runner", StagingPods)).Single().Uid();
        await sandbox.SendAsync("PATCH", Runner, """{"spec": {"template": {"metadata": {"annotations": {"again": "1"}}}}}""", Merge);
        var most = 0;

        await sandbox.PassUntilAsync(async () =>
        {
            var pods = await sandbox.PodsAsync("test-runner", StagingPods);
            most = Math.Max(most, pods.Count);
            return pods.Count == 1 && pods[0].Uid() != old && pods[0].IsConditionTrue("Ready");
        });

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_paused_Deployment_waits()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"paused": true}}""", Merge);
        await sandbox.SetImageAsync(New);
        sandbox.Pass(TimeSpan.FromSeconds(5));
        Assert.Null((await sandbox.GetAsync(TestSandbox.Gateway)).Number("status", "updatedReplicas"));

        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"paused": null}}""", Merge);

        await sandbox.PassUntilRolledOutAsync();
    }

    [Fact]
    public async Task Old_ReplicaSets_are_kept_up_to_the_limit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"revisionHistoryLimit": 1}}""", Merge);
        foreach (var tag in new[] { "2.3.1", "2.3.2", "2.3.0" })
        {
            await sandbox.SetImageAsync($"x0tta6bl4/api-gateway:{tag}");
            await sandbox.PassUntilRolledOutAsync();
        }

        sandbox.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await sandbox.GetAsync(ReplicaSets)).Items("items").Count());
    }

    [Fact]
    public async Task Ready_pods_count_as_available_only_after_their_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"minReadySeconds": 30, "strategy": {"rollingUpdate": {"maxSurge": 4}}}}""", Merge);
        await sandbox.SetImageAsync(New);
        sandbox.Pass(TimeSpan.FromSeconds(10));
        var early = await sandbox.GetAsync(TestSandbox.Gateway);

        await sandbox.PassUntilRolledOutAsync();

        Assert.Equal((8, 4), (early.Number("status", "readyReplicas"), early.Number("status", "availableReplicas")));
    }

    [Fact]
    public async Task A_deleted_pod_drains_and_is_replaced()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var victim = (await sandbox.PodsAsync())[0];

        var (_, answer) = await sandbox.SendAsync("DELETE", $"{TestSandbox.Pods}/{victim.Name()}");
        var endpoints = await sandbox.GetAsync("/api/v1/namespaces/x0tta6bl4-system/endpoints/api-gateway");
        var still = await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/{victim.Name()}");
        sandbox.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((15, 200), (answer.Number("metadata", "deletionGracePeriodSeconds"), still.Code));
        Assert.DoesNotContain(victim.Name(), endpoints.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(404, (await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/{victim.Name()}")).Code);
        Assert.Equal(4, (await sandbox.PodsAsync()).Count(p => p.IsConditionTrue("Ready")));
    }
}
