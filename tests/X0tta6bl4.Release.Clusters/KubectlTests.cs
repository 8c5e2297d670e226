using X0tta6bl4.Release.Clusters.Testing;

namespace X0tta6bl4.Release.Clusters;

/// <summary>kubectl as a client: what an operator types works on every kind of clusters, and says the same.</summary>
[Collection(TestedClusters.Name)]
public sealed class KubectlTests(TestedClusters clusters)
{
    const string Cluster = "k3s-moscow";

    [Fact]
    public async Task It_shows_what_is_there()
    {
        await using var rollout = await StartAsync();
        var kubectl = On(rollout);

        Assert.Matches(@"^NAME +READY +UP-TO-DATE +AVAILABLE +AGE\napp +2/2 +2 +2 +\d+s", await kubectl.RunAsync("get", "deployments"));
        Assert.Equal("2", await kubectl.RunAsync("get", "deployment", "app", "-o", "jsonpath={.spec.replicas}"));
        Assert.Matches(@"Replicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable", await kubectl.RunAsync("describe", "deployment", "app"));
        Assert.Matches(@"Normal +Started .*Started container app", await kubectl.RunAsync("describe", "pods"));
        Assert.Matches(@"(?m)^deployments +deploy +apps(/v1)? +true +Deployment$", await kubectl.RunAsync("api-resources"));
        Assert.Equal("yes", (await kubectl.RunAsync("auth", "can-i", "update", "deployments")).Trim());
        Assert.Equal((1, "Error from server (NotFound): deployments.apps \"other\" not found"), Trimmed(await kubectl.EndAsync("", "get", "deployment", "other")));
    }

    [Fact]
    public async Task It_rolls_out_back_pauses_and_restarts()
    {
        clusters.TakeLong();
        await using var rollout = await StartAsync();
        var kubectl = On(rollout);

        Assert.Equal("deployment.apps/app image updated", (await kubectl.RunAsync("set", "image", "deployment/app", "app=x0tta6bl4/api-gateway:2.3.1")).Trim());
        await CompleteAsync(kubectl, "x0tta6bl4/api-gateway:2.3.1");
        Assert.Matches(@"(?m)^REVISION .*\n1 .*\n2 ", await kubectl.RunAsync("rollout", "history", "deployment/app"));

        Assert.StartsWith("deployment.apps/app rolled back", await kubectl.RunAsync("rollout", "undo", "deployment/app"), StringComparison.Ordinal);
        await CompleteAsync(kubectl, "x0tta6bl4/api-gateway:2.3.0");

        Assert.Equal("deployment.apps/app paused", (await kubectl.RunAsync("rollout", "pause", "deployment/app")).Trim());
        await kubectl.RunAsync("set", "image", "deployment/app", "app=x0tta6bl4/api-gateway:2.3.1");
        Assert.Equal("deployment.apps/app resumed", (await kubectl.RunAsync("rollout", "resume", "deployment/app")).Trim());
        await CompleteAsync(kubectl, "x0tta6bl4/api-gateway:2.3.1");

        Assert.Equal("deployment.apps/app restarted", (await kubectl.RunAsync("rollout", "restart", "deployment/app")).Trim());
        await CompleteAsync(kubectl, "x0tta6bl4/api-gateway:2.3.1");
    }

    [Fact]
    public async Task It_scales_waits_runs_commands_reads_logs_and_deletes()
    {
        await using var rollout = await StartAsync();
        var kubectl = On(rollout);

        Assert.Equal("deployment.apps/app scaled", (await kubectl.RunAsync("scale", "deployment/app", "--replicas=3")).Trim());
        Assert.Contains("successfully rolled out", await kubectl.RunAsync("rollout", "status", "deployment/app", "--timeout=60s"), StringComparison.Ordinal);
        Assert.Equal("deployment.apps/app condition met", (await kubectl.RunAsync("wait", "--for=condition=available", "deployment/app", "--timeout=60s")).Trim());
        Assert.Contains("2.3.0", await kubectl.RunAsync("exec", "deployment/app", "--", "curl", "-f", "-s", "http://localhost:8000/version"), StringComparison.Ordinal);
        var (code, text) = await kubectl.EndAsync("", "exec", "deployment/app", "--", "curl", "-f", "-s", "http://localhost:8000/nothing");
        Assert.True(code == 22, text);
        Assert.NotEmpty(await kubectl.RunAsync("logs", "deployment/app"));
        Assert.Equal("deployment.apps \"app\" deleted", (await kubectl.RunAsync("delete", "deployment", "app")).Trim());
        Assert.Equal(1, (await kubectl.EndAsync("", "get", "deployment", "app")).Code);
    }

    [Fact]
    public async Task It_applies_in_both_ways_compares_and_patches()
    {
        await using var rollout = await StartAsync();
        var kubectl = On(rollout);

        Assert.Equal("configmap/settings created", (await kubectl.RunWithAsync(Settings("1"), "apply", "-f", "-")).Trim());
        Assert.Equal("configmap/settings unchanged", (await kubectl.RunWithAsync(Settings("1"), "apply", "-f", "-")).Trim());
        Assert.Equal(0, (await kubectl.EndAsync(Settings("1"), "diff", "-f", "-")).Code);
        var (code, text) = await kubectl.EndAsync(Settings("2"), "diff", "-f", "-");
        Assert.True(code == 1 && text.Contains("+  level: \"2\"", StringComparison.Ordinal), text);
        Assert.Equal("configmap/settings configured", (await kubectl.RunWithAsync(Settings("2"), "apply", "-f", "-")).Trim());
        Assert.Equal("configmap/settings patched", (await kubectl.RunAsync("patch", "configmap", "settings", "--type=merge", "-p", """{"data": {"level": "3"}}""")).Trim());
        Assert.Equal("3", await kubectl.RunAsync("get", "configmap", "settings", "-o", "jsonpath={.data.level}"));

        Assert.Equal("configmap/mine serverside-applied", (await kubectl.RunWithAsync(Settings("1", "mine"), "apply", "--server-side", "--field-manager=one", "-f", "-")).Trim());
        (code, text) = await kubectl.EndAsync(Settings("2", "mine"), "apply", "--server-side", "--field-manager=two", "-f", "-");
        Assert.True(code == 1 && text.Contains("Apply failed with 1 conflict: conflict with \"one\"", StringComparison.Ordinal), text);
        await kubectl.RunWithAsync(Settings("2", "mine"), "apply", "--server-side", "--field-manager=two", "--force-conflicts", "-f", "-");
        Assert.Equal("2", await kubectl.RunAsync("get", "configmap", "mine", "-o", "jsonpath={.data.level}"));
    }

    Task<FaultyRollout> StartAsync()
    {
        Kubectl.Need();
        return FaultyRollout.StartAsync(clusters.Kubeconfig, Cluster);
    }

    Kubectl On(FaultyRollout rollout) => new(clusters.Kubeconfig, Cluster, rollout.Namespace);

    static async Task CompleteAsync(Kubectl kubectl, string image)
    {
        Assert.Contains("deployment \"app\" successfully rolled out", await kubectl.RunAsync("rollout", "status", "deployment/app", "--timeout=120s"), StringComparison.Ordinal);
        Assert.Equal(image, await kubectl.RunAsync("get", "deployment", "app", "-o", "jsonpath={.spec.template.spec.containers[0].image}"));
    }

    static string Settings(string level, string name = "settings") => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata:\n  level: \"{level}\"\n";

    static (int Code, string Text) Trimmed((int Code, string Text) end) => (end.Code, end.Text.Trim());
}
