using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance;

public sealed class NormaliserTests
{
    const string Uid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    const string Other = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    [Theory]
    [InlineData("""{"namespace": "case-7", "message": "in the namespace \"case-7\""}""", """{"message":"in the namespace \"{ns}\"","namespace":"{ns}"}""")]
    [InlineData($$"""{"uid": "{{Other}}", "ownerReferences": [{"uid": "{{Uid}}"}, {"uid": "{{Other}}"}]}""", """{"ownerReferences":[{"uid":"uid-1"},{"uid":"uid-2"}],"uid":"uid-2"}""")]
    [InlineData($$"""{"uid": "{{Uid}}", "resourceVersion": "42"}""", """{"resourceVersion":"version-1","uid":"uid-1"}""")]
    [InlineData("""{"resourceVersion": "42", "continue": "abc"}""", """{"continue":"{continue}","resourceVersion":"{version}"}""")]
    [InlineData("""{"resourceVersion": "0", "continue": ""}""", """{"continue":"","resourceVersion":"0"}""")]
    [InlineData("""{"creationTimestamp": "2026-01-01T00:00:00Z", "renewTime": "2026-01-01T00:00:00.123456Z"}""", """{"creationTimestamp":"{time}","renewTime":"{microtime}"}""")]
    [InlineData("""{"generateName": "made-", "name": "made-x7k2p", "message": "made-x7k2p and made-up"}""", """{"generateName":"made-","message":"made-{made} and made-up","name":"made-{made}"}""")]
    [InlineData("""{"clusterIP": "10.1.2.3", "ports": [{"nodePort": 31234, "port": 80}]}""", """{"clusterIP":"{ip}","ports":[{"nodePort":"{nodePort}","port":80}]}""")]
    [InlineData("""{"message": "too old resource version: 1 (4446)"}""", """{"message":"too old resource version: {version} ({version})"}""")]
    public void What_a_server_makes_up_is_taken_out(string answer, string expected) =>
        Assert.Equal(expected, Normaliser.Normalise([JsonNode.Parse(answer)], "case-7", [])[0]!.ToJsonString(Plain));

    [Fact]
    public void The_same_version_stays_the_same_and_another_another()
    {
        JsonNode Read(string version) => new JsonObject { ["uid"] = Uid, ["resourceVersion"] = version };

        var answers = (JsonArray)Normaliser.Normalise([Read("7"), Read("9"), Read("7")], "case-7", []);

        Assert.Equal(["version-1", "version-2", "version-1"], answers.Select(a => (string?)a!["resourceVersion"]));
    }

    [Fact]
    public void What_only_one_version_of_Kubernetes_has_is_left_out_and_so_is_the_map_that_it_leaves_empty()
    {
        NewerRule[] rules = [new("/labels/a~1b", null, null, "for a test"), new("/f:labels/f:a", null, null, "for a test"), new(null, "old words", "new words", "for a test")];
        var answer = JsonNode.Parse("""{"labels": {"a/b": "c"}, "f:labels": {".": {}, "f:a": {}}, "kept": {}, "message": "old words", "annotations": {"a/b": "c"}}""");

        var read = Normaliser.Normalise([answer], "case-7", rules)[0]!;

        Assert.Equal("""{"annotations":{"a/b":"c"},"kept":{},"message":"new words"}""", read.ToJsonString());
    }

    [Fact]
    public void Writers_are_in_order_of_their_names()
    {
        var answer = JsonNode.Parse("""{"managedFields": [{"manager": "b", "operation": "Update"}, {"manager": "c", "operation": "Apply"}, {"manager": "a", "operation": "Update"}]}""");

        var read = Normaliser.Normalise([answer], "case-7", [])[0]!;

        Assert.Equal(["c", "a", "b"], ((JsonArray)read["managedFields"]!).Select(e => (string?)e!["manager"]));
    }

    [Fact]
    public void A_record_that_is_normalised_again_stays_as_it_is() => Assert.All(CaseFiles.All.Where(c => c.Area == "applying"), known =>
    {
        var record = JsonNode.Parse(File.ReadAllText(CaseFiles.RecordOf(known)))!;

        Assert.Empty(JsonDifference.Between(record, Normaliser.Normalise((JsonArray)record, "case-7", NewerRule.All)));
    });

    [Theory]
    [InlineData("""{"a": 1}""", """{"a": 1}""")]
    [InlineData("""{"a": {"b": [1, 2]}}""", """{"a": {"b": [1, 3]}}""", "/a/b/1: recorded 2, now 3")]
    [InlineData("""{"a": [1]}""", """{"a": [1, 2], "c": 4}""", "/a/1: not recorded, now 2", "/c: not recorded, now 4")]
    [InlineData("""{"a": [1, 2], "b": null}""", """{"a": [1]}""", "/a/1: recorded 2, now absent", "/b: recorded null, now absent")]
    [InlineData("""{"a": {}}""", """{"a": []}""", "/a: recorded {}, now []")]
    public void Differences_are_told_place_by_place(string recorded, string now, params string[] differences) =>
        Assert.Equal(differences, JsonDifference.Between(JsonNode.Parse(recorded), JsonNode.Parse(now)));

    [Fact]
    public void A_step_that_is_not_known_is_named() =>
        Assert.Contains("'sent'", Assert.Throws<InvalidDataException>(() => CaseFiles.Read("area", "cases: [{name: a, steps: [{sent: GET /api}]}]").ToList()).Message, StringComparison.Ordinal);

    static System.Text.Json.JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
