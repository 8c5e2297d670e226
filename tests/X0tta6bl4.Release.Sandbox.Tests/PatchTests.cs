using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Patching;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class PatchTests
{
    const string Json = "application/json-patch+json";
    const string Strategic = "application/strategic-merge-patch+json";
    const string ApplyType = "application/apply-patch+yaml";

    [Theory]
    [InlineData("""{"a": 1}""", """[{"op": "add", "path": "/b", "value": [1]}]""", """{"a": 1, "b": [1]}""")]
    [InlineData("""{"a": [1, 3]}""", """[{"op": "add", "path": "/a/1", "value": 2}, {"op": "add", "path": "/a/-", "value": 4}]""", """{"a": [1, 2, 3, 4]}""")]
    [InlineData("""{"a": {"b/c": 1}}""", """[{"op": "replace", "path": "/a/b~1c", "value": 2}]""", """{"a": {"b/c": 2}}""")]
    [InlineData("""{"a": 1, "b": 2}""", """[{"op": "remove", "path": "/a"}, {"op": "move", "from": "/b", "path": "/c"}]""", """{"c": 2}""")]
    [InlineData("""{"a": {"x": 1}}""", """[{"op": "copy", "from": "/a", "path": "/b"}, {"op": "test", "path": "/b/x", "value": 1}]""", """{"a": {"x": 1}, "b": {"x": 1}}""")]
    [InlineData("""{"a": 1}""", """[{"op": "test", "path": "/b", "value": null}]""", """{"a": 1}""")]
    [InlineData("""{"a": 1}""", """[{"op": "replace", "path": "/b", "value": 2}]""", """{"a": 1, "b": 2}""")]
    public void A_JSON_patch_does_what_servers_make_of_RFC_6902(string target, string patch, string expected)
    {
        var result = JsonPatch.Apply((JsonObject)JsonNode.Parse(target)!, JsonNode.Parse(patch)!);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), result), result.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"op": "test", "path": "/a", "value": 2}]""", false)]
    [InlineData("""[{"op": "test", "path": "/b", "value": 2}]""", false)]
    [InlineData("""[{"op": "remove", "path": "/b"}]""", false)]
    [InlineData("""[{"op": "replace", "path": "/b/c", "value": 1}]""", false)]
    [InlineData("""[{"op": "jump", "path": "/a"}]""", false)]
    [InlineData("""[{"op": "add", "path": "/a"}]""", true)]
    [InlineData("""{}""", true)]
    public void A_JSON_patch_that_cannot_be_applied_says_so(string patch, bool isMalformed)
    {
        var problem = Assert.Throws<PatchProblem>(() => JsonPatch.Apply(new JsonObject { ["a"] = 1 }, JsonNode.Parse(patch)!));

        Assert.Equal(isMalformed, problem.IsMalformed);
    }

    [Theory]
    [InlineData("""{"containers": [{"name": "a", "image": "2"}]}""", """{"containers": [{"name": "a", "image": "2", "env": [{"name": "X", "value": "1"}]}, {"name": "b"}], "tolerations": [{"key": "k"}]}""")]
    [InlineData("""{"containers": [{"name": "b", "$patch": "delete"}], "tolerations": null}""", """{"containers": [{"name": "a", "image": "1", "env": [{"name": "X", "value": "1"}]}]}""")]
    [InlineData("""{"containers": [{"$patch": "replace"}, {"name": "c"}]}""", """{"containers": [{"name": "c"}], "tolerations": [{"key": "k"}]}""")]
    [InlineData("""{"tolerations": [{"key": "other"}], "containers": [{"name": "a", "env": [{"name": "Y", "value": "2"}]}]}""", """{"containers": [{"name": "a", "image": "1", "env": [{"name": "Y", "value": "2"}, {"name": "X", "value": "1"}]}, {"name": "b"}], "tolerations": [{"key": "other"}]}""")]
    [InlineData("""{"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}""", """{"containers": [{"name": "b"}, {"name": "a", "image": "1", "env": [{"name": "X", "value": "1"}]}], "tolerations": [{"key": "k"}]}""")]
    [InlineData("""{"$retainKeys": ["tolerations"]}""", """{"tolerations": [{"key": "k"}]}""")]
    public void A_strategic_merge_patch_merges_lists_by_their_keys(string patch, string expected)
    {
        const string Spec = """{"containers": [{"name": "a", "image": "1", "env": [{"name": "X", "value": "1"}]}, {"name": "b"}], "tolerations": [{"key": "k"}]}""";

        var result = StrategicMergePatch.Apply((JsonObject)JsonNode.Parse(Spec)!, (JsonObject)JsonNode.Parse(patch)!);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), result), result.ToJsonString());
    }

    [Fact]
    public async Task A_failed_test_of_a_JSON_patch_changes_nothing_and_is_422()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, status) = await sandbox.SendAsync(
            "PATCH", TestSandbox.Gateway, """[{"op": "test", "path": "/spec/replicas", "value": 9}, {"op": "replace", "path": "/spec/replicas", "value": 1}]""", Json);

        Assert.Equal((422, "Invalid"), (code, status.Text("reason")));
        Assert.Equal("the server rejected our request due to an error in our request", status.Text("message"));
        Assert.Equal(4, (await sandbox.GetAsync(TestSandbox.Gateway)).Number("spec", "replicas"));
    }

    [Fact]
    public async Task A_patch_that_names_an_old_version_is_a_conflict()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, status) = await sandbox.SendAsync(
            "PATCH", TestSandbox.Gateway, """{"metadata": {"resourceVersion": "1"}, "spec": {"replicas": 1}}""", "application/merge-patch+json");

        Assert.Equal((409, "Conflict"), (code, status.Text("reason")));
    }

    [Fact]
    public async Task An_unknown_type_of_patch_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(415, (await sandbox.SendAsync("PATCH", TestSandbox.Gateway, "{}", "application/json")).Code);
    }

    [Theory]
    [InlineData("""{"spec": {"strategy": {"type": "Recreate"}}}""", "spec.strategy.rollingUpdate")]
    [InlineData("""{"spec": {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 0}}}}""", "spec.strategy.rollingUpdate.maxUnavailable")]
    [InlineData("""{"metadata": {"uid": "other"}}""", "metadata.uid")]
    [InlineData("""{"spec": {"selector": {"matchLabels": {"app": "other"}}}}""", "spec.selector")]
    [InlineData("""{"spec": {"template": {"spec": {"containers": [{"name": "api-gateway", "image": ""}]}}}}""", "spec.template.spec.containers[0].image")]
    public async Task A_patch_with_a_wrong_result_is_422_and_names_the_field(string patch, string field)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, status) = await sandbox.SendAsync("PATCH", TestSandbox.Gateway, patch, Strategic);

        Assert.Equal(422, code);
        Assert.Contains(field, status.Items("details", "causes").Select(c => c.Text("field")));
    }

    [Fact]
    public async Task Managed_fields_name_who_changed_what()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (_, after) = await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}?fieldManager=me", """{"spec": {"replicas": 5}}""", Strategic);

        var entries = after.Items("metadata", "managedFields").ToList();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"f:spec": {"f:replicas": {}}}"""), entries.Single(e => e.Text("manager") == "me")["fieldsV1"]));
        Assert.Null(entries.Single(e => e.Text("manager") == "estate").At("fieldsV1", "f:spec", "f:replicas"));
    }

    [Fact]
    public async Task Managed_fields_that_a_patch_brings_are_taken_as_they_are()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (_, before) = await sandbox.SendAsync("GET", TestSandbox.Gateway);
        var owned = before["metadata"]!["managedFields"]!.ToJsonString();
        await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}?fieldManager=me", """{"spec": {"replicas": 5}}""", Strategic);
        await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}?fieldManager=me", $$"""{"spec": {"replicas": {{before.Number("spec", "replicas")}} } }""", Strategic);

        var (code, after) = await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}?fieldManager=me", $$"""[{"op": "replace", "path": "/metadata/managedFields", "value": {{owned}} }]""", Json);

        Assert.Equal(200, code);
        Assert.Equal(["estate"], after.Items("metadata", "managedFields").Where(e => e.At("fieldsV1", "f:spec") is not null).Select(e => e.Text("manager")));
    }

    [Fact]
    public async Task Apply_refuses_what_others_own_until_it_is_forced_and_gives_up_what_it_no_longer_states()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Path = $"{TestSandbox.ConfigMaps}/shared?fieldManager=";
        static string Config(string data) => $$"""{"apiVersion": "v1", "kind": "ConfigMap", "data": {{data}} }""";
        await sandbox.SendAsync("PATCH", $"{Path}one", Config("""{"a": "1", "b": "1"}"""), ApplyType);

        var (conflict, status) = await sandbox.SendAsync("PATCH", $"{Path}two", Config("""{"a": "2"}"""), ApplyType);
        var (forced, _) = await sandbox.SendAsync("PATCH", $"{Path}two&force=true", Config("""{"a": "2"}"""), ApplyType);
        var (_, after) = await sandbox.SendAsync("PATCH", $"{Path}one", Config("{}"), ApplyType);

        Assert.Equal((409, 200), (conflict, forced));
        Assert.Equal((".data.a", "conflict with \"one\""), (status.Items("details", "causes").Single().Text("field"), status.Items("details", "causes").Single().Text("message")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"a": "2"}"""), after["data"]), after.ToJsonString());
    }

    [Fact]
    public async Task Apply_merges_containers_by_name()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Config = """{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {"spec": {"containers": [{"name": "api-gateway", "image": "x0tta6bl4/api-gateway:2.3.1"}]}}}}""";

        var (code, after) = await sandbox.SendAsync("PATCH", $"{TestSandbox.Gateway}?fieldManager=me&force=true", Config, ApplyType);

        var container = after.Items("spec", "template", "spec", "containers").Single();
        Assert.Equal(200, code);
        Assert.Equal(("x0tta6bl4/api-gateway:2.3.1", "/ready"), (container.Text("image"), container.Text("readinessProbe", "httpGet", "path")));
    }
}
