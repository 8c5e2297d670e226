using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class PreflightTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public void An_estate_in_order_has_nothing_against_it() => Assert.Empty(Findings());

    [Fact]
    public void A_workload_that_is_not_there_is_named_with_its_placement()
    {
        lab.East.Objects.Remove("gateway");

        Assert.Equal(["east/system/deployment/gateway: does not exist (create it, or correct the placement gateway@east in the runbook)"], Findings());
    }

    [Fact]
    public void A_container_that_is_not_there_is_named()
    {
        lab.East.Objects["gateway"] = Manifests.Deployment("gateway", "renamed", "example/gateway:1");

        Assert.Equal(["east/system/deployment/gateway: its pod template has no container 'gateway' (correct 'container' of gateway@east in the runbook)"], Findings());
    }

    [Fact]
    public void Another_image_than_the_runbooks_is_named()
    {
        lab.East.Objects["gateway"] = Manifests.Deployment("gateway", "gateway", "other/gateway:1");

        Assert.Equal(["east/system/deployment/gateway: container gateway runs other/gateway:1, the runbook releases example/gateway (correct 'image' of gateway in the runbook)"], Findings());
    }

    [Fact]
    public void An_unhealthy_workload_is_named_with_its_fault()
    {
        lab.East.Rollout = workload => workload.Name != "gateway" ? MemoryCluster.Complete
            : new RolloutReading(RolloutState.Doomed, "1 of 4 ready", RolloutCounts.None, new Fault("K-CRASH", "pod", "", "", []));

        Assert.Equal(["east/system/deployment/gateway: is not healthy before the release: 1 of 4 ready [K-CRASH] (let its rollout end or mend it first)"], Findings());
    }

    [Fact]
    public void A_workload_of_no_replicas_could_prove_nothing()
    {
        lab.East.Objects["gateway"]["spec"]!["replicas"] = 0;

        Assert.Equal(["east/system/deployment/gateway: has 0 replicas, so nothing could be proven (scale it up, or leave it out)"], Findings());
    }

    [Fact]
    public void An_image_that_does_not_exist_is_named_once_however_many_placements_it_has()
    {
        lab.Registry.Answer = image => image.Repository == "example/agents" ? null : MemoryRegistry.Manifest(image);

        Assert.Equal(["example/agents:2.3.1: the registry has no such image (push it, or release a version that exists)"], Findings());
    }

    [Fact]
    public void An_image_that_is_not_built_for_a_node_names_platform_and_cluster()
    {
        lab.Registry.Answer = image => MemoryRegistry.Manifest(image) with { Platforms = [new PlatformImage(image.Repository == "example/reports" ? "linux/arm64" : "linux/amd64", "", "")] };

        Assert.Equal(["example/reports:2.3.1: is not built for linux/amd64, which nodes of east have; it is built for linux/arm64 (push it for that platform, too, or leave the cluster out by --without)"], Findings());
    }

    [Fact]
    public void An_image_that_lacks_a_platform_of_several_clusters_is_one_finding()
    {
        lab.Registry.Answer = image => MemoryRegistry.Manifest(image) with { Platforms = [new PlatformImage(image.Repository == "example/agents" ? "linux/arm64" : "linux/amd64", "", "")] };

        Assert.Contains("which nodes of east, west have", Assert.Single(Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_that_is_too_old_is_named_with_both_versions()
    {
        var (scope, survey) = lab.Survey(Lab.Parameters());
        var old = survey with { Clusters = survey.Clusters.SetItem("west", new ClusterFacts(new Version(1, 20), [])) };

        Assert.Equal("west: Kubernetes is 1.20, at least 1.28 is wanted (update the cluster, or lower kubernetesAtLeast of the estate)", Preflight.Check(scope, new ReleaseVersion("2.3.1"), old).Single().ToString());
    }

    [Fact]
    public void All_findings_come_at_once_and_the_plan_is_refused_with_them()
    {
        lab.East.Objects.Remove("gateway");
        lab.East.Objects["reports"]["spec"]!["replicas"] = 0;
        lab.Registry.Answer = image => image is { Repository: "example/agents", Tag: "2.3.1" } ? null : MemoryRegistry.Manifest(image);

        var refused = lab.TryPlan(Lab.Parameters());

        Assert.False(refused.IsValid);
        Assert.Equal(["example/agents:2.3.1", "east/system/deployment/gateway", "east/system/deployment/reports"], refused.Problems.Select(problem => problem.Where));
    }

    ImmutableArray<string> Findings()
    {
        var (scope, survey) = lab.Survey(Lab.Parameters());
        return [.. Preflight.Check(scope, new ReleaseVersion("2.3.1"), survey).Select(problem => problem.ToString())];
    }

    public void Dispose() => lab.Dispose();
}
