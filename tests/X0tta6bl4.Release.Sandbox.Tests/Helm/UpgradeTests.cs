using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Helm;

public class UpgradeTests
{
    const string Annotate = """[{"op": "add", "path": "/metadata/annotations/by-hand", "value": "yes"}]""";

    [Fact]
    public async Task A_first_installation_creates_objects_that_know_their_release()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        var grafana = await helm.Sandbox.GetAsync(HelmRuns.Grafana);

        Assert.Equal(("Helm", "stack", HelmRuns.Namespace), (
            grafana.Text("metadata", "labels", "app.kubernetes.io/managed-by"), grafana.Annotation("meta.helm.sh/release-name"), grafana.Annotation("meta.helm.sh/release-namespace")));
        Assert.Equal("1 deployed", await helm.StatusesAsync());
        await helm.Sandbox.PassUntilRolledOutAsync(HelmRuns.Grafana);
    }

    [Fact]
    public async Task An_upgrade_changes_what_differs_and_leaves_the_rest_alone()
    {
        await using var helm = await HelmRuns.InstalledAsync();
        await helm.Sandbox.SendAsync("PATCH", HelmRuns.Grafana, Annotate, "application/json-patch+json");

        var printed = await helm.OkAsync(helm.Upgrade("--set", "standIn.images=x0tta6bl4/api-gateway:2.3.1"));

        var grafana = await helm.Sandbox.GetAsync(HelmRuns.Grafana);
        Assert.StartsWith("Release \"stack\" has been upgraded. Happy Helming!\nNAME: stack\n", printed, StringComparison.Ordinal);
        Assert.Equal("x0tta6bl4/api-gateway:2.3.1", grafana.Items("spec", "template", "spec", "containers").Single().Text("image"));
        Assert.Equal(("kube-prometheus-stack-65.1.1", "yes"), (grafana.Text("metadata", "labels", "helm.sh/chart"), grafana.Annotation("by-hand")));
        Assert.Equal("1 superseded, 2 deployed", await helm.StatusesAsync());
        await helm.Sandbox.PassUntilRolledOutAsync(HelmRuns.Grafana);
    }

    [Fact]
    public async Task An_upgrade_without_a_difference_starts_no_rollout()
    {
        await using var helm = await HelmRuns.InstalledAsync();
        var before = await helm.Sandbox.GetAsync(HelmRuns.Grafana);

        await helm.OkAsync([.. helm.Upgrade(), "--version", "62.7.0"]);

        var after = await helm.Sandbox.GetAsync(HelmRuns.Grafana);
        Assert.Equal(before.Generation(), after.Generation());
    }

    [Fact]
    public async Task Objects_that_the_new_manifest_lacks_are_deleted()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        await helm.OkAsync(helm.Upgrade("--set", "grafana.enabled=false"));

        Assert.Equal(404, (await helm.Sandbox.SendAsync("GET", HelmRuns.Grafana)).Code);
        Assert.Equal(404, (await helm.Sandbox.SendAsync("GET", "/api/v1/namespaces/staging/services/stack-grafana")).Code);
    }

    [Fact]
    public async Task A_rollback_is_a_new_revision_with_the_old_content()
    {
        await using var helm = await HelmRuns.InstalledAsync();
        await helm.OkAsync(helm.Upgrade("--set", "standIn.images=x0tta6bl4/api-gateway:2.3.1,grafana.enabled=false"));

        var printed = await helm.OkAsync("rollback", "stack", "1", "--timeout", "300s");

        var grafana = await helm.Sandbox.GetAsync(HelmRuns.Grafana);
        Assert.Equal("Rollback was a success! Happy Helming!\n", printed);
        Assert.Equal("x0tta6bl4/api-gateway:2.3.0", grafana.Items("spec", "template", "spec", "containers").Single().Text("image"));
        Assert.Equal("1 superseded, 2 superseded, 3 deployed", await helm.StatusesAsync());
        Assert.Equal("Rollback to 1", (await helm.JsonAsync("status", "stack")).Text("info", "description"));
    }

    [Fact]
    public async Task An_upgrade_that_the_cluster_refuses_fails_and_the_old_revision_stays_deployed()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        var error = await helm.ErrorAsync(helm.Upgrade("--set", "grafana.replicas=-1"));

        Assert.StartsWith("Error: UPGRADE FAILED: cannot patch \"stack-grafana\" with kind Deployment: ", error, StringComparison.Ordinal);
        Assert.Equal("1 deployed, 2 failed", await helm.StatusesAsync());
        await helm.OkAsync(helm.Upgrade());
        Assert.Equal("1 superseded, 2 failed, 3 deployed", await helm.StatusesAsync());
    }

    [Theory]
    [InlineData("pending-upgrade")]
    [InlineData("pending-rollback")]
    public async Task A_pending_revision_refuses_an_upgrade_until_it_is_rolled_back(string status)
    {
        await using var helm = await HelmRuns.InstalledAsync();
        await helm.OkAsync(helm.Upgrade());
        await helm.SetStatusAsync(2, status);

        Assert.Equal("Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress", await helm.ErrorAsync(helm.Upgrade()));
        await helm.OkAsync("rollback", "stack", "1");
        await helm.OkAsync(helm.Upgrade());
    }

    [Fact]
    public async Task No_more_revisions_are_kept_than_asked_for_and_always_the_deployed_one()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        foreach (var _ in Enumerable.Range(0, 4))
        {
            await helm.ErrorAsync(helm.Upgrade("--history-max", "3", "--set", "grafana.replicas=-1"));
        }

        Assert.Equal("1 deployed, 4 failed, 5 failed", await helm.StatusesAsync());
    }

    [Fact]
    public async Task An_object_of_somebody_else_is_not_taken_over()
    {
        await using var helm = await HelmRuns.StartAsync();
        await helm.Sandbox.SendAsync("POST", "/api/v1/namespaces/staging/serviceaccounts", """{"metadata": {"name": "stack-grafana"}}""");

        var error = await helm.ErrorAsync(helm.Upgrade("--install"));

        Assert.Contains("ServiceAccount \"stack-grafana\" in namespace \"staging\" exists and cannot be imported", error, StringComparison.Ordinal);
        Assert.Equal("Error: release: not found", await helm.ErrorAsync("status", "stack"));
    }

    [Fact]
    public async Task Waiting_lasts_until_everything_is_ready()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        var upgrade = helm.RunAsync(helm.Upgrade("--wait", "--set", "standIn.images=x0tta6bl4/api-gateway:2.3.1"));
        await PassAsync(helm, upgrade);

        Assert.Equal(0, (await upgrade).Code);
        Assert.True(Controllers.DeploymentStatus.IsComplete(await helm.Sandbox.GetAsync(HelmRuns.Grafana)));
    }

    [Fact]
    public async Task An_atomic_upgrade_that_is_never_ready_is_rolled_back()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        var upgrade = helm.RunAsync(helm.Upgrade("--atomic", "--timeout", "10s", "--set", "standIn.images=x0tta6bl4/api-gateway:6.6.7"));
        await PassAsync(helm, upgrade);

        Assert.Equal("Error: UPGRADE FAILED: release stack failed, and has been rolled back due to atomic being set: context deadline exceeded\n", (await upgrade).Errors);
        Assert.Equal("1 superseded, 2 failed, 3 deployed", await helm.StatusesAsync());
    }

    [Fact]
    public async Task Uninstalling_leaves_neither_objects_nor_revisions()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        Assert.Equal("release \"stack\" uninstalled\n", await helm.OkAsync("uninstall", "stack"));

        Assert.Equal(404, (await helm.Sandbox.SendAsync("GET", HelmRuns.Grafana)).Code);
        Assert.Empty((await helm.Sandbox.GetAsync($"{HelmRuns.Secrets}?labelSelector=owner%3Dhelm")).Items("items"));
    }

    [Theory]
    [InlineData("--reset-values", """{"standIn":{"replicas":2}}""")]
    [InlineData("--reuse-values", """{"grafana":{"replicas":3},"standIn":{"replicas":2}}""")]
    public async Task Values_are_reset_or_reused(string flag, string expected)
    {
        await using var helm = await HelmRuns.StartAsync();
        string[] upgrade = ["upgrade", "stack", "prometheus-community/kube-prometheus-stack", "--set", "prometheus.enabled=false,nodeExporter.enabled=false"];
        await helm.OkAsync([.. upgrade, "--install", "--set", "grafana.replicas=3"]);

        await helm.OkAsync([.. upgrade, flag, "--set", "standIn.replicas=2"]);

        var values = (JsonObject)await helm.JsonAsync("get", "values", "stack");
        values.Remove("prometheus");
        values.Remove("nodeExporter");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), values), values.ToJsonString());
    }

    static async Task PassAsync(HelmRuns helm, Task running)
    {
        while (!running.IsCompleted)
        {
            helm.Sandbox.Pass(TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(running, Task.Run(() => { }, TestSandbox.Cancelled));
        }
    }
}
