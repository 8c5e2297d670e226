using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class WorkloadFieldsTests
{
    static readonly System.Text.Json.Nodes.JsonObject Manifest = Manifests.Deployment("gateway", "gateway", "example/gateway:1");

    [Fact]
    public void Strategy_and_image_change_together_the_strategy_first() =>
        Assert.Equal(
            ["/spec/strategy", "/spec/template/spec/containers/[name=gateway]/image"],
            WorkloadFields.Changes(Manifest, "gateway", "example/gateway:2", new RollingStrategy("1", "0")).Select(change => change.Path.Text));

    [Fact]
    public void A_strategy_that_is_there_already_is_not_written() =>
        Assert.Equal(
            ["/spec/template/spec/containers/[name=gateway]/image"],
            WorkloadFields.Changes(Manifest, "gateway", "example/gateway:2", new RollingStrategy("25%", "25%")).Select(change => change.Path.Text));

    [Fact]
    public void The_strategy_is_left_alone_when_the_image_is_there_already() =>
        Assert.Empty(WorkloadFields.Changes(Manifest, "gateway", "example/gateway:1", new RollingStrategy("1", "0")));

    [Fact]
    public void Without_a_wanted_strategy_the_live_one_stays() =>
        Assert.Equal(["\"example/gateway:2\""], WorkloadFields.Changes(Manifest, "gateway", "example/gateway:2", null).Select(change => change.After));

    [Fact]
    public void A_count_is_written_as_a_number_and_a_share_as_a_text() =>
        Assert.Equal(
            """{"rollingUpdate":{"maxSurge":2,"maxUnavailable":"10%"},"type":"RollingUpdate"}""",
            WorkloadFields.Changes(Manifest, "gateway", "example/gateway:2", new RollingStrategy("2", "10%"))[0].After);

    [Fact]
    public void An_object_that_does_not_say_has_one_replica()
    {
        var manifest = Manifest.DeepClone().AsObject();
        manifest["spec"]!.AsObject().Remove("replicas");

        Assert.Equal((4, 1), (WorkloadFields.ReplicasOf(Manifest), WorkloadFields.ReplicasOf(manifest)));
    }

    [Fact]
    public void A_container_that_is_not_there_has_no_image() => Assert.Null(WorkloadFields.ImageOf(Manifest, "other"));
}
