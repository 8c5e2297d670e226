using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class VerbTests
{
    const string Lease = """{"metadata": {"name": "release"}, "spec": {"holderIdentity": "me"}}""";
    const string Leases = "/apis/coordination.k8s.io/v1/namespaces/staging/leases";

    [Fact]
    public async Task An_object_is_created_read_and_deleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, made) = await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"name": "a"}, "data": {"k": "v"}}""");
        var read = await sandbox.GetAsync($"{TestSandbox.ConfigMaps}/a");
        var (deleted, status) = await sandbox.SendAsync("DELETE", $"{TestSandbox.ConfigMaps}/a");
        var (gone, notFound) = await sandbox.SendAsync("GET", $"{TestSandbox.ConfigMaps}/a");

        Assert.Equal((201, 200, 404), (code, deleted, gone));
        Assert.True(JsonNode.DeepEquals(made, read));
        Assert.Equal(36, made.Text("metadata", "uid")!.Length);
        Assert.Equal("Success", status.Text("status"));
        Assert.Equal("configmaps \"a\" not found", notFound.Text("message"));
        Assert.Equal("NotFound", notFound.Text("reason"));
    }

    [Fact]
    public async Task Whoever_asks_for_metadata_gets_no_content()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"name": "a"}, "data": {"k": "v"}}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Server.Address(TestSandbox.Eks), $"{TestSandbox.ConfigMaps}/a"));
        request.Headers.Accept.ParseAdd("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");

        using var response = await sandbox.AskAsync(request);

        var read = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestSandbox.Cancelled))!;
        Assert.Equal(("PartialObjectMetadata", "meta.k8s.io/v1", "a"), (read.Text("kind"), read.Text("apiVersion"), read.Text("metadata", "name")));
        Assert.Null(read["data"]);
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "kept"}}""", 409, "AlreadyExists")]
    [InlineData("""{"metadata": {"name": "x", "namespace": "other"}}""", 400, "BadRequest")]
    [InlineData("""{"metadata": {}}""", 422, "Invalid")]
    [InlineData("""{"metadata": {"name": "Not_A_Name"}}""", 422, "Invalid")]
    [InlineData("""{"kind": "Secret", "metadata": {"name": "x"}}""", 400, "BadRequest")]
    [InlineData("""{"metadata": {"name": "x", "resourceVersion": "1"}}""", 500, null)]
    [InlineData("""no JSON""", 400, "BadRequest")]
    public async Task A_wrong_creation_is_refused(string body, int code, string? reason)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"name": "kept"}}""");

        var answer = await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, body);

        Assert.Equal((code, reason), (answer.Code, answer.Body.Text("reason")));
    }

    [Fact]
    public async Task Paths_and_methods_that_do_not_exist_are_told_apart()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(404, (await sandbox.SendAsync("GET", "/apis/batch/v1/chores")).Code);
        Assert.Equal(404, (await sandbox.SendAsync("POST", "/api/v1/namespaces/nowhere/configmaps", """{"metadata": {"name": "x"}}""")).Code);
        Assert.Equal(405, (await sandbox.SendAsync("POST", TestSandbox.Gateway, "{}")).Code);
        Assert.Equal(404, (await sandbox.SendAsync("PUT", $"{TestSandbox.ConfigMaps}/x/status", "{}")).Code);
    }

    [Fact]
    public async Task A_name_is_generated_from_a_prefix()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (_, made) = await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"generateName": "journal-"}}""");

        Assert.Matches("^journal-[a-z0-9]{5}$", made.Text("metadata", "name"));
    }

    [Fact]
    public async Task An_update_of_an_old_version_is_a_conflict()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (_, first) = await sandbox.SendAsync("POST", Leases, Lease);
        first["spec"]!["holderIdentity"] = "you";

        var (updated, second) = await sandbox.SendAsync("PUT", $"{Leases}/release", first.ToJsonString());
        var (code, status) = await sandbox.SendAsync("PUT", $"{Leases}/release", first.ToJsonString());
        var (unversioned, _) = await sandbox.SendAsync("PUT", $"{Leases}/release", Lease);

        Assert.Equal((200, 409, 422), (updated, code, unversioned));
        Assert.Equal("you", second.Text("spec", "holderIdentity"));
        Assert.Contains("the object has been modified", status.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_keeps_the_version()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = await sandbox.GetAsync(TestSandbox.Gateway);

        var (_, after) = await sandbox.SendAsync("PUT", TestSandbox.Gateway, before.ToJsonString());

        Assert.Equal(before.Text("metadata", "resourceVersion"), after.Text("metadata", "resourceVersion"));
    }

    [Theory]
    [InlineData("""{"metadata": {"labels": {"a": "b"}}}""", 0)]
    [InlineData("""{"metadata": {"annotations": {"a": "b"}}}""", 1)]
    [InlineData("""{"spec": {"replicas": 5}}""", 1)]
    [InlineData("""{"status": {"replicas": 50}}""", 0)]
    public async Task The_generation_of_a_Deployment_counts_what_its_controller_must_see(string patch, int more)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = await sandbox.GetAsync(TestSandbox.Gateway);

        var (_, after) = await sandbox.SendAsync("PATCH", TestSandbox.Gateway, patch, "application/merge-patch+json");

        Assert.Equal(before.Generation() + more, ((JsonObject)after).Generation());
        Assert.NotEqual(50, after.Number("status", "replicas"));
    }

    [Fact]
    public async Task A_dry_run_answers_and_stores_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (created, _) = await sandbox.SendAsync("POST", $"{TestSandbox.ConfigMaps}?dryRun=All", """{"metadata": {"name": "x"}}""");
        var (patched, result) = await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}?dryRun=All", """{"spec": {"replicas": 9}}""", "application/merge-patch+json");
        await sandbox.SendAsync("DELETE", $"{TestSandbox.Gateway}?dryRun=All");

        Assert.Equal((201, 200, 9), (created, patched, result.Number("spec", "replicas")));
        Assert.Equal(404, (await sandbox.SendAsync("GET", $"{TestSandbox.ConfigMaps}/x")).Code);
        Assert.Equal(4, (await sandbox.GetAsync(TestSandbox.Gateway)).Number("spec", "replicas"));
    }

    [Fact]
    public async Task A_deletion_holds_to_its_preconditions()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (_, made) = await sandbox.SendAsync("POST", Leases, Lease);

        var (otherUid, _) = await sandbox.SendAsync("DELETE", $"{Leases}/release", """{"preconditions": {"uid": "other"}}""");
        var (otherVersion, _) = await sandbox.SendAsync("DELETE", $"{Leases}/release", """{"preconditions": {"resourceVersion": "1"}}""");
        var (same, _) = await sandbox.SendAsync("DELETE", $"{Leases}/release", $$"""{"preconditions": {"uid": "{{made.Text("metadata", "uid")}}"} }""");

        Assert.Equal((409, 409, 200), (otherUid, otherVersion, same));
    }

    [Fact]
    public async Task A_collection_is_deleted_by_selector()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        foreach (var (name, app) in new[] { ("a", "one"), ("b", "one"), ("c", "two") })
        {
            await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, $$$"""{"metadata": {"name": "{{{name}}}", "labels": {"app": "{{{app}}}"} } }""");
        }

        await sandbox.SendAsync("DELETE", $"{TestSandbox.ConfigMaps}?labelSelector=app%3Done");

        Assert.Equal(["c"], (await sandbox.GetAsync(TestSandbox.ConfigMaps)).Items("items").Select(i => i.Name()));
    }

    [Theory]
    [InlineData("Background", 0)]
    [InlineData("Foreground", 0)]
    [InlineData("Orphan", 4)]
    public async Task What_an_owner_leaves_behind_is_its_deleters_choice(string policy, int podsLeft)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await sandbox.SendAsync("DELETE", $"{TestSandbox.Gateway}?propagationPolicy={policy}");
        sandbox.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(404, (await sandbox.SendAsync("GET", TestSandbox.Gateway)).Code);
        Assert.Equal(podsLeft, (await sandbox.PodsAsync()).Count);
    }

    [Fact]
    public async Task A_deleted_namespace_takes_everything_with_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (_, ns) = await sandbox.SendAsync("DELETE", "/api/v1/namespaces/staging");
        sandbox.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal("Terminating", ns.Text("status", "phase"));
        Assert.Equal(404, (await sandbox.SendAsync("GET", "/api/v1/namespaces/staging")).Code);
        Assert.Empty((await sandbox.GetAsync("/api/v1/namespaces/staging/pods")).Items("items"));
    }

    [Theory]
    [InlineData("labelSelector=app%3Dapi-gateway", "api-gateway")]
    [InlineData("labelSelector=app+in+(api-gateway,other)", "api-gateway")]
    [InlineData("labelSelector=app+notin+(api-gateway),app!%3Dbusiness-agents", "cultural-agents")]
    [InlineData("labelSelector=!app", "")]
    [InlineData("labelSelector=app.kubernetes.io/part-of", "api-gateway business-agents cultural-agents")]
    [InlineData("fieldSelector=metadata.name%3Dapi-gateway", "api-gateway")]
    [InlineData("fieldSelector=metadata.name!%3Dapi-gateway", "business-agents cultural-agents")]
    public async Task Selectors_choose(string query, string names)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var list = await sandbox.GetAsync($"{TestSandbox.Deployments}?{query}");

        Assert.Equal(names, string.Join(' ', list.Items("items").Select(i => i.Name())));
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var first = await sandbox.GetAsync($"{TestSandbox.Deployments}?limit=2");
        var next = Uri.EscapeDataString(first.Text("metadata", "continue")!);
        var second = await sandbox.GetAsync($"{TestSandbox.Deployments}?limit=2&continue={next}");
        await sandbox.SendAsync("POST", "/sandbox/compact", cluster: "control");
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        await sandbox.SendAsync("POST", "/sandbox/compact", cluster: "control");
        var (expired, status) = await sandbox.SendAsync("GET", $"{TestSandbox.Deployments}?limit=2&continue={next}");

        Assert.Equal(1, first.Number("metadata", "remainingItemCount"));
        Assert.Equal(["cultural-agents"], second.Items("items").Select(i => i.Name()));
        Assert.Equal((410, "Expired"), (expired, status.Text("reason")));
    }

    [Fact]
    public async Task The_scale_of_a_Deployment_is_read_and_written()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (_, scale) = await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}/scale", """{"spec": {"replicas": 2}}""", "application/merge-patch+json");
        await sandbox.PassUntilRolledOutAsync();

        Assert.Equal("Scale", scale.Text("kind"));
        Assert.Equal(2, (await sandbox.PodsAsync()).Count(p => !p.IsTerminating()));
    }

    [Fact]
    public async Task Whoever_asks_may_do_what_the_scenario_does_not_deny()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, review) = await sandbox.SendAsync(
            "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            """{"spec": {"resourceAttributes": {"verb": "patch", "resource": "deployments", "group": "apps"}}}""");

        Assert.Equal(201, code);
        Assert.True(review.Flag("status", "allowed"));
    }
}
