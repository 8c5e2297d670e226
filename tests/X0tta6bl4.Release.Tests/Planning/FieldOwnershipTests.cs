using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Planning;

/// <summary>As API servers keep managedFields: whoever changes a field takes it from all others.</summary>
public sealed class FieldOwnershipTests
{
    static readonly FieldPath[] Changed = [new("/spec/strategy"), new("/spec/template/spec/containers/[name=web]/image")];

    const string Image = """{"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{"f:image":{}}}}}}}""";
    const string Whole = """{"f:spec":{"f:strategy":{"f:type":{}},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{}}}}}}}""";
    const string Rest = """{"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:name":{}}}}}}}""";
    const string Status = """{"f:status":{"f:replicas":{}}}""";
    const string Ours = """{"f:metadata":{"f:annotations":{"f:x0tta6bl4.com/release-token":{}}},"f:spec":{"f:strategy":{"f:type":{}},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{"f:image":{}}}}}}}""";
    const string OursAfter = """{"f:metadata":{"f:annotations":{"f:x0tta6bl4.com/release-token":{}}}}""";

    [Fact]
    public void Fields_come_back_to_whom_they_belonged_and_controllers_keep_what_they_have()
    {
        var before = FieldOwnership.Of(Object(Entry("kubectl", Whole), Entry("kube-controller-manager", """{"f:status":{}}""")), Changed);
        var after = Object(Entry("kubectl", Rest), Entry(FieldOwner.Own, Ours), Entry("kube-controller-manager", Status));

        var patch = FieldOwnership.Return(after, Changed, FieldOwner.Own, before);

        Assert.Equal(Object(Entry("kubectl", Whole), Entry(FieldOwner.Own, OursAfter), Entry("kube-controller-manager", Status)), Apply(after, patch), JsonNode.DeepEquals);
        Assert.Equal(PatchOperation.Test("/metadata/resourceVersion", "7"), patch[0]);
    }

    [Fact]
    public void An_owner_whose_entry_has_gone_gets_it_again()
    {
        var before = FieldOwnership.Of(Object(Entry("argocd-controller", Image, "Apply"), Entry("helm", Rest)), Changed);
        var after = Object(Entry("helm", Rest), Entry(FieldOwner.Own, Image));

        var patch = FieldOwnership.Return(after, Changed, FieldOwner.Own, before);

        Assert.Equal(Object(Entry("helm", Rest), Entry("argocd-controller", Image, "Apply")), Apply(after, patch), JsonNode.DeepEquals);
    }

    [Fact]
    public void What_somebody_else_has_come_to_own_meanwhile_stays_theirs()
    {
        var before = FieldOwnership.Of(Object(Entry("kubectl", Whole)), Changed);
        var after = Object(Entry("kubectl", Rest), Entry(FieldOwner.Own, Ours), Entry("kubectl-edit", """{"f:spec":{"f:paused":{}}}"""));

        var patch = FieldOwnership.Return(after, Changed, FieldOwner.Own, before);

        Assert.Contains(Apply(after, patch)["metadata"]!["managedFields"]!.AsArray(), entry => (string)entry!["manager"]! == "kubectl-edit");
    }

    [Fact]
    public void What_we_owned_from_an_earlier_release_is_ours_again()
    {
        var before = FieldOwnership.Of(Object(Entry("kubectl", Rest), Entry(FieldOwner.Own, Image)), Changed);
        var after = Object(Entry("kubectl", Rest), Entry(FieldOwner.Own, Ours));

        var patch = FieldOwnership.Return(after, Changed, FieldOwner.Own, before);

        var wanted = """{"f:metadata":{"f:annotations":{"f:x0tta6bl4.com/release-token":{}}},"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{"f:image":{}}}}}}}""";
        Assert.Equal(Object(Entry("kubectl", Rest), Entry(FieldOwner.Own, wanted)), Apply(after, patch), JsonNode.DeepEquals);
    }

    [Fact]
    public void Nothing_is_sent_where_everything_is_owned_as_before_or_nobody_keeps_books()
    {
        var untouched = Object(Entry("kubectl", Whole));

        Assert.Empty(FieldOwnership.Return(untouched, Changed, FieldOwner.Own, FieldOwnership.Of(untouched, Changed)));
        Assert.Empty(FieldOwnership.Return(Object(), Changed, FieldOwner.Own, []));
    }

    static JsonObject Object(params JsonObject[] entries) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = "7", ["managedFields"] = new JsonArray([.. entries]) },
    };

    static JsonObject Entry(string manager, string fields, string operation = "Update") => new()
    {
        ["manager"] = manager, ["operation"] = operation, ["apiVersion"] = "apps/v1", ["time"] = "2026-10-01T00:00:00Z", ["fieldsType"] = "FieldsV1", ["fieldsV1"] = JsonNode.Parse(fields),
    };

    static JsonObject Apply(JsonObject manifest, IEnumerable<PatchOperation> patch) => Testing.JsonPatch.Apply(manifest, [.. patch], out _)!;
}
