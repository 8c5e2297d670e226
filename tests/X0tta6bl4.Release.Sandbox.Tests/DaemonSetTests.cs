using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class DaemonSetTests
{
    const string Agents = $"{Manifests.DaemonSets}/agents";
    const string New = "spiffe/spire-agent:1.11.2";

    [Fact]
    public async Task Every_node_gets_one_pod_also_one_that_comes_later()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("DaemonSet"));
        var one = (await sandbox.PodsOfAsync("agents")).Select(p => p.Text("spec", "nodeName"));

        await AddNodesAsync(sandbox, "b", "c");
        await sandbox.PassUntilAsync(async () => (await sandbox.GetAsync(Agents)).Number("status", "numberReady") == 3);
        var three = (await sandbox.PodsOfAsync("agents")).Select(p => p.Text("spec", "nodeName")).Order(StringComparer.Ordinal).ToList();
        await sandbox.SendAsync("DELETE", "/api/v1/nodes/c");
        sandbox.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(["eks-us-east-1-node"], one);
        Assert.Equal(["b", "c", "eks-us-east-1-node"], three);
        Assert.DoesNotContain("c", (await sandbox.PodsOfAsync("agents")).Select(p => p.Text("spec", "nodeName")));
    }

    [Fact]
    public async Task Only_nodes_with_the_labels_asked_for_get_a_pod()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await AddNodesAsync(sandbox, "bare");
        var given = Manifests.Agents("DaemonSet");
        given.Ensure("spec", "template", "spec", "nodeSelector")["kubernetes.io/os"] = "linux";

        await sandbox.InstallAsync(given);

        Assert.Equal("eks-us-east-1-node", (await sandbox.PodsOfAsync("agents")).Single().Text("spec", "nodeName"));
        Assert.Equal(1, (await sandbox.GetAsync(Agents)).Number("status", "desiredNumberScheduled"));
    }

    [Fact]
    public async Task An_update_never_leaves_more_than_one_node_without_a_pod_nor_gives_one_two()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await AddNodesAsync(sandbox, "b", "c");
        await sandbox.InstallAsync(Manifests.Agents("DaemonSet"));
        await sandbox.SetImageAsync(New, Agents);
        var (lowest, crowded) = (int.MaxValue, false);

        await sandbox.PassUntilAsync(async () =>
        {
            var pods = await sandbox.PodsOfAsync("agents");
            lowest = Math.Min(lowest, pods.Count(p => !p.IsTerminating() && p.IsConditionTrue("Ready")));
            crowded |= pods.GroupBy(NodeChoice.Of).Any(n => n.Count() > 1);
            return DaemonSetStatus.IsComplete(await sandbox.GetAsync(Agents));
        });

        Assert.Equal((2, false), (lowest, crowded));
        Assert.All(await sandbox.PodsOfAsync("agents"), p => Assert.Equal("1.11.2", p.Tag()));
    }

    [Fact]
    public async Task The_status_counts_nodes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await AddNodesAsync(sandbox, "b");
        await sandbox.InstallAsync(Manifests.Agents("DaemonSet"));
        await sandbox.SetImageAsync(New, Agents);

        sandbox.Pass(TimeSpan.FromMilliseconds(100));
        var during = (await sandbox.GetAsync(Agents))["status"]!;
        await sandbox.PassUntilSettledAsync();

        Assert.Equal(
            """{"currentNumberScheduled":1,"numberMisscheduled":0,"desiredNumberScheduled":2,"numberReady":1,"observedGeneration":2,"numberAvailable":1,"numberUnavailable":1}""",
            during.ToJsonString());
        Assert.Equal(
            """{"currentNumberScheduled":2,"numberMisscheduled":0,"desiredNumberScheduled":2,"numberReady":2,"observedGeneration":2,"updatedNumberScheduled":2,"numberAvailable":2}""",
            (await sandbox.GetAsync(Agents))["status"]!.ToJsonString());
    }

    [Fact]
    public async Task On_deletion_pods_change_only_when_somebody_deletes_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("DaemonSet", """{"updateStrategy": {"type": "OnDelete"}}"""));
        var before = (await sandbox.PodsOfAsync("agents")).Single();
        await sandbox.SetImageAsync(New, Agents);
        sandbox.Pass(TimeSpan.FromMinutes(1));
        var untouched = (await sandbox.PodsOfAsync("agents")).Single();

        await sandbox.SendAsync("DELETE", $"{Manifests.Pods}/{before.Name()}");
        await sandbox.PassUntilAsync(async () => (await sandbox.GetAsync(Agents)).Number("status", "updatedNumberScheduled") == 1);

        Assert.Equal(before.Uid(), untouched.Uid());
        var after = (await sandbox.PodsOfAsync("agents")).Single();
        Assert.Equal("1.11.2", after.Tag());
        Assert.NotEqual(before.Labels().Text("controller-revision-hash"), after.Labels().Text("controller-revision-hash"));
    }

    [Fact]
    public async Task Pods_survive_a_restart_of_the_sandbox_and_go_with_their_owner()
    {
        using var directory = new TemporaryDirectory();
        string before;
        await using (var first = await TestSandbox.StartAsync(directory: directory.Path))
        {
            await first.InstallAsync(Manifests.Agents("DaemonSet"));
            before = (await first.PodsOfAsync("agents")).Single().Uid();
        }

        await using var second = await TestSandbox.StartAsync(directory: directory.Path);
        second.Pass(TimeSpan.FromSeconds(2));
        var after = await second.PodsOfAsync("agents");
        await second.SendAsync("DELETE", Agents);
        second.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(before, after.Single().Uid());
        Assert.Empty(await second.PodsOfAsync("agents"));
    }

    [Theory]
    [InlineData("""{"spec": {"selector": {"matchLabels": {"app": "x"}}}}""", "field is immutable")]
    [InlineData("""{"spec": {"updateStrategy": {"rollingUpdate": {"maxUnavailable": 0}}}}""", "cannot be 0 when maxSurge is 0")]
    [InlineData("""{"spec": {"updateStrategy": {"type": "Recreate"}}}""", "Unsupported value")]
    public async Task A_wrong_change_is_refused(string patch, string cause)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Agents("DaemonSet"));

        var (code, status) = await sandbox.SendAsync("PATCH", Agents, patch, Manifests.Merge);

        Assert.Equal(422, code);
        Assert.Contains(cause, status.Text("message"), StringComparison.Ordinal);
    }

    static async Task AddNodesAsync(TestSandbox sandbox, params string[] names)
    {
        foreach (var name in names)
        {
            var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } };
            Assert.Equal(201, (await sandbox.SendAsync("POST", "/api/v1/nodes", node.ToJsonString())).Code);
        }
    }
}
