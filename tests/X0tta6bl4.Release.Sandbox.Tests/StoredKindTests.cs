using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>Kinds that charts bring and that nothing acts on.</summary>
public class StoredKindTests
{
    const string Batch = "/apis/batch/v1/namespaces/staging";
    const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    [Theory]
    [InlineData("/api/v1/namespaces/staging/secrets", "a", """{"stringData": {"k": "v"}}""")]
    [InlineData("/api/v1/namespaces/staging/configmaps", "a", """{"data": {"k": "v"}}""")]
    [InlineData("/api/v1/namespaces/staging/serviceaccounts", "a", "{}")]
    [InlineData("/api/v1/namespaces/staging/services", "a", """{"spec": {"clusterIP": "None", "ports": [{"port": 80}]}}""")]
    [InlineData("/api/v1/namespaces", "a", "{}")]
    [InlineData($"{Rbac}/namespaces/staging/roles", "a:b", """{"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}""")]
    [InlineData($"{Rbac}/namespaces/staging/rolebindings", "a", """{"roleRef": {"kind": "Role", "name": "a:b"}}""")]
    [InlineData($"{Rbac}/clusterroles", "system:a", "{}")]
    [InlineData($"{Rbac}/clusterrolebindings", "a", """{"roleRef": {"kind": "ClusterRole", "name": "system:a"}}""")]
    [InlineData($"{Batch}/jobs", "a", """{"spec": {"template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "a", "image": "a"}]}}}}""")]
    [InlineData($"{Batch}/cronjobs", "a", """{"spec": {"schedule": "0 3 * * *"}}""")]
    [InlineData("/apis/apps/v1/namespaces/staging/controllerrevisions", "a", """{"revision": 1}""")]
    public async Task An_object_can_be_created_patched_listed_and_deleted(string path, string name, string content)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var given = (JsonObject)JsonNode.Parse(content)!;
        given.Metadata()["name"] = name;

        var (created, _) = await sandbox.SendAsync("POST", path, given.ToJsonString());
        var (patched, result) = await sandbox.SendAsync("PATCH", $"{path}/{name}", """{"metadata": {"labels": {"a": "b"}}}""", Manifests.Merge);
        var listed = (await sandbox.GetAsync($"{path}?labelSelector=a%3Db")).Items("items").Select(i => i.Name());
        var (deleted, _) = await sandbox.SendAsync("DELETE", $"{path}/{name}");
        sandbox.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((201, 200, 200), (created, patched, deleted));
        Assert.Equal("b", ((JsonObject)result).Labels().Text("a"));
        Assert.Equal([name], listed);
        Assert.Equal(404, (await sandbox.SendAsync("GET", $"{path}/{name}")).Code);
    }

    [Theory]
    [InlineData("/api/v1/nodes", """{"phase": "Running"}""", "Running")]
    [InlineData("/api/v1/namespaces", """{"phase": "Terminating"}""", "Active")]
    public async Task Only_nodes_come_with_a_status_of_their_own(string path, string status, string phase)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (_, made) = await sandbox.SendAsync("POST", path, $$"""{"metadata": {"name": "a"}, "status": {{status}}}""");

        Assert.Equal(phase, ((JsonObject)made).Text("status", "phase"));
    }

    [Theory]
    [InlineData("jobs", """{"template": {"spec": {"containers": [{"name": "a", "image": "a"}]}}}""", """{"succeeded": 1}""")]
    [InlineData("cronjobs", """{"schedule": "0 3 * * *"}""", """{"lastSuccessfulTime": "2026-01-01T03:00:00Z"}""")]
    public async Task The_status_of_a_job_is_written_apart(string plural, string spec, string status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", $"{Batch}/{plural}", $$"""{"metadata": {"name": "a"}, "spec": {{spec}}, "status": {{status}} }""");
        var without = await sandbox.GetAsync($"{Batch}/{plural}/a");

        var (code, _) = await sandbox.SendAsync("PATCH", $"{Batch}/{plural}/a/status", $$"""{"status": {{status}} }""", Manifests.Merge);

        Assert.Equal(200, code);
        Assert.Empty((JsonObject)without["status"]!);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(status), (await sandbox.GetAsync($"{Batch}/{plural}/a"))["status"]));
    }

    [Fact]
    public async Task Discovery_tells_of_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var apps = await sandbox.GetAsync("/apis/apps/v1");
        var groups = (await sandbox.GetAsync("/apis")).Items("groups").Select(g => g.Text("name"));

        Assert.Contains("statefulsets/scale", apps.Items("resources").Select(r => r.Text("name")));
        Assert.Contains("batch", groups);
        Assert.Contains("rbac.authorization.k8s.io", groups);
    }
}
