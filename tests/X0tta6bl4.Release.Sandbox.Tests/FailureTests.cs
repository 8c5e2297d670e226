using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class FailureTests
{
    [Fact]
    public async Task An_image_that_is_not_there_keeps_its_pod_waiting_and_says_why()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:9.9.9");
        sandbox.Pass(TimeSpan.FromMilliseconds(600));
        var first = await WaitingAsync(sandbox);
        sandbox.Pass(TimeSpan.FromSeconds(3));
        var second = await WaitingAsync(sandbox);

        Assert.Equal("ErrImagePull", first.Text("reason"));
        Assert.Contains("docker.io/x0tta6bl4/api-gateway:9.9.9: not found", first.Text("message"), StringComparison.Ordinal);
        Assert.Equal("ImagePullBackOff", second.Text("reason"));
        Assert.Contains("Failed", await ReasonsAsync(sandbox));
        Assert.Equal(4, (await sandbox.PodsAsync()).Count(p => p.IsConditionTrue("Ready")));
    }

    [Fact]
    public async Task A_program_that_crashes_is_restarted_ever_later()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:6.6.6");
        sandbox.Pass(TimeSpan.FromSeconds(8));

        var status = (await NewPodAsync(sandbox)).Items("status", "containerStatuses").Single();
        Assert.Equal("CrashLoopBackOff", status.Text("state", "waiting", "reason"));
        Assert.Equal((1, 1), (status.Number("restartCount"), status.Number("lastState", "terminated", "exitCode")));
        sandbox.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(2, (await NewPodAsync(sandbox)).Items("status", "containerStatuses").Single().Number("restartCount"));
        Assert.Contains("BackOff", await ReasonsAsync(sandbox));
    }

    [Fact]
    public async Task Without_progress_the_deadline_is_exceeded()
    {
        await using var sandbox = await TestSandbox.StartAsync("never-ready-gateway");
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");

        sandbox.Pass(TimeSpan.FromSeconds(58));
        var before = await sandbox.GetAsync(TestSandbox.Gateway);
        sandbox.Pass(TimeSpan.FromSeconds(4));
        var after = await sandbox.GetAsync(TestSandbox.Gateway);

        Assert.Equal("True", before.Condition("Progressing").Text("status"));
        Assert.Equal(("False", "ProgressDeadlineExceeded"), (after.Condition("Progressing").Text("status"), after.Condition("Progressing").Text("reason")));
        Assert.Equal(4, after.Number("status", "availableReplicas"));
        Assert.Contains("Unhealthy", await ReasonsAsync(sandbox));
    }

    [Fact]
    public async Task An_update_that_failed_is_undone_by_the_old_template()
    {
        await using var sandbox = await TestSandbox.StartAsync("never-ready-gateway");
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        sandbox.Pass(TimeSpan.FromSeconds(62));

        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.0");

        await sandbox.PassUntilRolledOutAsync();
        Assert.Equal("NewReplicaSetAvailable", (await sandbox.GetAsync(TestSandbox.Gateway)).Condition("Progressing").Text("reason"));
    }

    [Theory]
    [InlineData("k3s-spb", "cultural-agents-spb", "CrashLoopBackOff")]
    [InlineData("k3s-moscow", "cultural-agents-moscow", null)]
    public async Task A_crash_in_Saint_Petersburg_stays_there(string cluster, string name, string? reason)
    {
        await using var sandbox = await TestSandbox.StartAsync("crash-loop-spb");

        await sandbox.SetImageAsync("x0tta6bl4/cultural-agents:2.3.1", $"{TestSandbox.Deployments}/{name}", cluster);
        sandbox.Pass(TimeSpan.FromSeconds(8));

        var reasons = (await sandbox.PodsAsync(name, cluster: cluster)).SelectMany(p => p.Items("status", "containerStatuses")).Select(c => c.Text("state", "waiting", "reason"));
        Assert.Equal(reason, reasons.FirstOrDefault(r => r is not null));
    }

    [Fact]
    public async Task A_scenario_can_be_changed_while_the_estate_runs()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, _) = await sandbox.SendAsync("POST", "/sandbox/scenario", """{"name": "never-ready-gateway"}""", cluster: "control");
        var (unknown, error) = await sandbox.SendAsync("POST", "/sandbox/scenario", """{"name": "doom"}""", cluster: "control");
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        sandbox.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal((200, 400), (code, unknown));
        Assert.Contains("known are happy", error.Text("error"), StringComparison.Ordinal);
        Assert.False((await NewPodAsync(sandbox)).IsConditionTrue("Ready"));
    }

    static async Task<JsonObject> NewPodAsync(TestSandbox sandbox) =>
        (await sandbox.PodsAsync()).Single(p => !p.Items("spec", "containers").Single().Text("image")!.EndsWith("2.3.0", StringComparison.Ordinal));

    static async Task<JsonNode?> WaitingAsync(TestSandbox sandbox) =>
        (await NewPodAsync(sandbox)).Items("status", "containerStatuses").Single().At("state", "waiting");

    static async Task<List<string?>> ReasonsAsync(TestSandbox sandbox)
    {
        var name = (await NewPodAsync(sandbox)).Name();
        var events = await sandbox.GetAsync($"/api/v1/namespaces/x0tta6bl4-system/events?fieldSelector=involvedObject.name%3D{name}");
        return [.. events.Items("items").Select(e => e.Text("reason"))];
    }
}
