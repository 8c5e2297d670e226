using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class ObjectPatchTests
{
    static readonly JsonObject Manifest = Manifests.Deployment("gateway", "gateway", "example/gateway:1");
    static readonly ImmutableArray<FieldChange> Update = WorkloadFields.Changes(Manifest, "gateway", "example/gateway:2", new RollingStrategy("1", "0"));

    [Fact]
    public void Uid_list_positions_and_old_values_are_tested_before_anything_changes()
    {
        var ready = Assert.IsType<ObjectPatch.Ready>(ObjectPatch.For(Manifest, "uid-gateway", Update));

        Assert.Equal(
            """[{"op":"test","path":"/metadata/uid","value":"uid-gateway"},{"op":"test","path":"/spec/strategy","value":{"rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"},"type":"RollingUpdate"}},{"op":"replace","path":"/spec/strategy","value":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0},"type":"RollingUpdate"}},{"op":"test","path":"/spec/template/spec/containers/0/name","value":"gateway"},{"op":"test","path":"/spec/template/spec/containers/0/image","value":"example/gateway:1"},{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"example/gateway:2"}]""",
            PatchOperation.ToText(ready.Operations));
    }

    [Fact]
    public void Nothing_is_sent_when_every_field_has_its_new_value() =>
        Assert.IsType<ObjectPatch.NothingToDo>(ObjectPatch.For(After(Manifest, Update), "uid-gateway", Update));

    [Fact]
    public void A_mismatch_names_every_field_with_both_values()
    {
        var live = Manifests.Deployment("gateway", "gateway", "example/gateway:hotfix");
        live["spec"]!.AsObject().Remove("strategy");

        var mismatch = Assert.IsType<ObjectPatch.Mismatch>(ObjectPatch.For(live, "uid-gateway", Update));

        Assert.Equal(
            [
                """/spec/strategy: expected {"rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"},"type":"RollingUpdate"}, found no value""",
                """/spec/template/spec/containers/[name=gateway]/image: expected "example/gateway:1", found "example/gateway:hotfix""" + "\"",
            ],
            mismatch.Reasons);
    }

    [Fact]
    public void A_container_that_is_gone_is_a_mismatch() =>
        Assert.Equal(
            ["/spec/template/spec/containers/[name=gateway]/image: its parent is not there any more"],
            Assert.IsType<ObjectPatch.Mismatch>(ObjectPatch.For(Manifests.Deployment("gateway", "renamed", "example/gateway:1"), "uid-gateway", [Update[^1]])).Reasons);

    [Fact]
    public void A_field_that_is_to_go_and_has_gone_with_its_parent_needs_nothing() =>
        Assert.IsType<ObjectPatch.NothingToDo>(ObjectPatch.For(Manifest, "uid-gateway", [new FieldChange(new FieldPath("/spec/missing/field"), "1", null)]));

    [Fact]
    public void Another_object_of_the_same_name_is_left_alone() =>
        Assert.Contains("uid uid-gateway, was other", Assert.IsType<ObjectPatch.Mismatch>(ObjectPatch.For(Manifest, "other", Update)).Reasons.Single(), StringComparison.Ordinal);

    [Fact]
    public void A_sidecar_in_front_moves_the_patch_to_the_right_container()
    {
        var patched = After(Manifests.WithSidecarInFront(Manifest), Update);

        Assert.Equal(["example/sidecar:1", "example/gateway:2"], Manifests.Containers(patched).Select(container => (string?)container!["image"]));
    }

    [Fact]
    public void A_sidecar_that_comes_between_reading_and_patching_makes_the_server_refuse()
    {
        var ready = Assert.IsType<ObjectPatch.Ready>(ObjectPatch.For(Manifest, "uid-gateway", Update));

        Assert.Null(JsonPatch.Apply(Manifests.WithSidecarInFront(Manifest), ready.Operations, out var failed));
        Assert.Equal("/spec/template/spec/containers/0/name", failed?.Path);
    }

    [Fact]
    public void A_change_and_its_inverse_give_the_original_back()
    {
        var value = Chosen.From<string?>(null, "1", "\"a\"", """{"x":[1,2]}""", "false");
        var change = Gen.Select(Chosen.From("/spec/a", "/spec/b", "/metadata/annotations/x~1y", "/spec/template/spec/containers/[name=gateway]/c"), value, value)
            .Select((path, before, after) => new FieldChange(new FieldPath(path), before, after));

        change.Array[1, 4].Sample(changes =>
        {
            var distinct = changes.DistinctBy(c => c.Path).ToImmutableArray();
            var start = distinct.Aggregate(Manifest.DeepClone().AsObject(), (manifest, c) => c.Before is null ? manifest : Set(manifest, c));
            var end = After(After(start, distinct), [.. distinct.Reverse().Select(c => c.Inverse())]);
            return FieldChange.Canonical(start) == FieldChange.Canonical(end);
        });
    }

    static JsonObject Set(JsonObject manifest, FieldChange change) => After(manifest, [new FieldChange(change.Path, null, change.Before)]);

    static JsonObject After(JsonObject manifest, ImmutableArray<FieldChange> changes) => ObjectPatch.For(manifest, "uid-gateway", changes) switch
    {
        ObjectPatch.Ready ready => JsonPatch.Apply(manifest, ready.Operations, out _)!,
        ObjectPatch.NothingToDo => manifest,
        var other => throw new InvalidOperationException(other.ToString()),
    };
}
