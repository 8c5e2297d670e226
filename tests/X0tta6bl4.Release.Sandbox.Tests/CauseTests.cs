using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>What keeps pods from running without any scenario: what they ask for is not there, as on a real cluster.</summary>
public class CauseTests
{
    const string Strategic = "application/strategic-merge-patch+json";
    const string Quotas = "/api/v1/namespaces/x0tta6bl4-system/resourcequotas";

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("many", 0)]
    [InlineData("2", 2)]
    [InlineData("10m", 0.01)]
    [InlineData("1.5", 1.5)]
    [InlineData("16Mi", 16777216)]
    [InlineData("2k", 2000)]
    [InlineData("1G", 1000000000)]
    public void An_amount_is_read(string? text, double amount) => Assert.Equal((decimal)amount, Quantity.Of(text));

    [Theory]
    [InlineData("""{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "absent", "key": "key"}}}""", "secret \"absent\" not found")]
    [InlineData("""{"name": "KEY", "valueFrom": {"configMapKeyRef": {"name": "absent", "key": "key"}}}""", "configmap \"absent\" not found")]
    [InlineData("""{"name": "KEY", "valueFrom": {"configMapKeyRef": {"name": "settings", "key": "other"}}}""", "couldn't find key other in ConfigMap x0tta6bl4-system/settings")]
    public async Task A_container_waits_for_the_configuration_that_it_names(string variable, string message)
    {
        await using var sandbox = await WithSettingsAsync();

        await ChangeContainerAsync(sandbox, $$"""{"name": "api-gateway", "env": [{{variable}}]}""");

        await sandbox.PassUntilAsync(async () => Waiting(await sandbox.PodsAsync()).Any(waiting => waiting.Text("reason") == "CreateContainerConfigError"), 20);
        Assert.Contains(Waiting(await sandbox.PodsAsync()), waiting => waiting.Text("message") == message);
    }

    [Theory]
    [InlineData("""{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "absent", "key": "key", "optional": true}}}""")]
    [InlineData("""{"name": "KEY", "valueFrom": {"configMapKeyRef": {"name": "settings", "key": "key"}}}""")]
    public async Task Configuration_that_is_there_or_optional_is_in_nobodys_way(string variable)
    {
        await using var sandbox = await WithSettingsAsync();

        await ChangeContainerAsync(sandbox, $$"""{"name": "api-gateway", "env": [{{variable}}]}""");

        await sandbox.PassUntilRolledOutAsync();
    }

    [Fact]
    public async Task A_pod_goes_on_once_its_missing_volume_is_there()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"template": {"spec": {"volumes": [{"name": "data", "configMap": {"name": "late"}}]}}}}""", Strategic);
        await sandbox.PassUntilAsync(async () => (await EventsAsync(sandbox)).Contains("""MountVolume.SetUp failed for volume "data" : configmap "late" not found"""), 20);

        await sandbox.SendAsync("POST", TestSandbox.ConfigMaps.Replace("staging", "x0tta6bl4-system", StringComparison.Ordinal), """{"metadata": {"name": "late"}}""");

        await sandbox.PassUntilRolledOutAsync();
    }

    [Theory]
    [InlineData("cpu", "900")]
    [InlineData("memory", "100Gi")]
    public async Task No_node_takes_a_pod_that_asks_for_more_than_there_is(string resource, string amount)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await ChangeContainerAsync(sandbox, $$"""{"name": "api-gateway", "resources": {"requests": {"{{resource}}": "{{amount}}" }, "limits": {"{{resource}}": "{{amount}}" } } }""");

        await sandbox.PassUntilAsync(async () => (await sandbox.PodsAsync()).Any(pod => pod.Condition("PodScheduled").Text("reason") == "Unschedulable"), 20);
        Assert.Contains(await sandbox.PodsAsync(), pod => (pod.Condition("PodScheduled").Text("message") ?? "").StartsWith($"0/1 nodes are available: 1 Insufficient {resource}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pods", "6", "requested: pods=1, used: pods=6, limited: pods=6")]
    [InlineData("requests.cpu", "65m", "requested: requests.cpu=10m, used: requests.cpu=60m, limited: requests.cpu=65m")]
    public async Task A_quota_keeps_further_pods_out_until_it_is_raised(string resource, string limit, string words)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        // Seven pods of the gateway, and agents; the quota holds for new pods only.
        await sandbox.SendAsync("PATCH", $"{TestSandbox.Deployments}/cultural-agents", """{"spec": {"replicas": 0}}""", "application/merge-patch+json");
        await sandbox.SendAsync("PATCH", $"{TestSandbox.Deployments}/business-agents", """{"spec": {"replicas": 2}}""", "application/merge-patch+json");
        await sandbox.PassUntilAsync(async () => ((JsonArray)(await sandbox.GetAsync(TestSandbox.Pods))["items"]!).Count == 6);
        await sandbox.SendAsync("POST", Quotas, $$$"""{"metadata": {"name": "team"}, "spec": {"hard": {"{{{resource}}}": "{{{limit}}}" } } }""");

        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");

        await sandbox.PassUntilAsync(async () => (await EventsAsync(sandbox)).Contains($"is forbidden: exceeded quota: team, {words}", StringComparison.Ordinal), 20);
        await sandbox.SendAsync("PATCH", $"{Quotas}/team", $$$"""{"spec": {"hard": {"{{{resource}}}": "20" } } }""", "application/merge-patch+json");
        await sandbox.PassUntilRolledOutAsync();
    }

    [Theory]
    [InlineData("crash", "CrashLoopBackOff")]
    [InlineData("never-ready", null)]
    public async Task A_program_behaves_as_its_environment_says(string mode, string? reason)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await ChangeContainerAsync(sandbox, $$"""{"name": "api-gateway", "env": [{"name": "APP_MODE", "value": "{{mode}}"}]}""");

        await sandbox.PassUntilAsync(async () => reason is null
            ? (await EventsAsync(sandbox)).Contains("Readiness probe failed: HTTP probe failed with statuscode: 503", StringComparison.Ordinal)
            : Waiting(await sandbox.PodsAsync()).Any(waiting => waiting.Text("reason") == reason), 60);
        Assert.Equal(4, (await sandbox.PodsAsync()).Count(pod => pod.IsConditionTrue("Ready")));
    }

    [Fact]
    public async Task A_program_that_is_slow_to_start_gets_ready_after_twenty_seconds()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"replicas": 1}}""", "application/merge-patch+json");
        await ChangeContainerAsync(sandbox, """{"name": "api-gateway", "env": [{"name": "APP_MODE", "value": "slow-start"}]}""");

        sandbox.Pass(TimeSpan.FromSeconds(18));
        Assert.DoesNotContain(await sandbox.PodsAsync(), pod => pod.IsConditionTrue("Ready") && pod.Items("spec", "containers").Single().Items("env").Any(env => env.Text("value") == "slow-start"));

        await sandbox.PassUntilRolledOutAsync();
    }

    [Theory]
    [InlineData("ok", "ok")]
    [InlineData("errors=20", "errors=20")]
    [InlineData("slow=400", "slow=400")]
    [InlineData("errors=120", null)]
    [InlineData("slow=", null)]
    [InlineData("tired", null)]
    [InlineData(null, null)]
    public void A_mode_is_read(string? word, string? name) => Assert.Equal(name, Images.ImageMode.Parse(word)?.Name);

    static async Task<TestSandbox> WithSettingsAsync()
    {
        var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", "/api/v1/namespaces/x0tta6bl4-system/configmaps", """{"metadata": {"name": "settings"}, "data": {"key": "value"}}""");
        return sandbox;
    }

    static Task ChangeContainerAsync(TestSandbox sandbox, string container) =>
        sandbox.SendAsync("PATCH", TestSandbox.Gateway, $$$"""{"spec": {"template": {"spec": {"containers": [{{{container}}}] } } } }""", Strategic);

    static IEnumerable<JsonNode> Waiting(IEnumerable<JsonObject> pods) => pods.SelectMany(pod => pod.Items("status", "containerStatuses")).Select(status => status.At("state", "waiting")).OfType<JsonNode>();

    static async Task<string> EventsAsync(TestSandbox sandbox) =>
        string.Join('\n', (await sandbox.GetAsync("/api/v1/namespaces/x0tta6bl4-system/events")).Items("items").Select(e => e.Text("message")));
}
