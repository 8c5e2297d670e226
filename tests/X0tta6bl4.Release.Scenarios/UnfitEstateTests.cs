using System.Text.RegularExpressions;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>An estate that lacks what a release needs: one finding, and nothing is written.</summary>
public sealed class UnfitEstateTests
{
    const string Culture = """{"metadata": {"name": "culture"}, "data": {"MODE": "calm"}}""";

    [Fact]
    public async Task A_missing_staging_namespace_is_one_finding()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        using var east = checkout.Cluster("eks-us-east-1");
        await east.DeleteAsync("/api/v1/namespaces", "staging");

        await IsRefusedAsync(
            checkout, "eks-us-east-1/staging: the namespace does not exist or is being deleted", "create it with the Deployment test-runner in it, or correct 'staging' in the runbook");
    }

    [Fact]
    public async Task A_missing_test_runner_is_one_finding()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        using var east = checkout.Cluster("eks-us-east-1");
        await east.DeleteAsync("/apis/apps/v1/namespaces/staging/deployments", "test-runner");

        await IsRefusedAsync(
            checkout, "eks-us-east-1/staging/deployment/test-runner: does not exist, and the integration tests run in it", "create it, or correct 'staging' in the runbook");
    }

    [Fact]
    public async Task A_node_of_a_platform_that_an_image_is_not_built_for_is_one_finding()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        using var east = checkout.Cluster("eks-us-east-1");
        await east.CreateAsync("/api/v1/nodes", """
            {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "newcomer"}, "status": {"nodeInfo": {"operatingSystem": "linux", "architecture": "s390x"}}}
            """);

        await IsRefusedAsync(
            checkout, "x0tta6bl4/business-agents:2.3.1: is not built for linux/s390x, which nodes of eks-us-east-1 have; it is built for linux/amd64, linux/arm64",
            "push it for that platform, too, or leave the cluster out by --without", "--component", "business-agents");
    }

    [Fact]
    public async Task A_Deployment_that_Argo_CD_keeps_is_one_finding_and_is_taken_where_the_runbook_says_so()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        using var east = checkout.Cluster("eks-us-east-1");
        await east.PatchAsync("/apis/apps/v1/namespaces/x0tta6bl4-system/deployments/business-agents", """
            {"metadata": {"annotations": {"argocd.argoproj.io/tracking-id": "agents:apps/Deployment:x0tta6bl4-system/business-agents"}}}
            """);
        await IsRefusedAsync(
            checkout, "eks-us-east-1/x0tta6bl4-system/deployment/business-agents: is kept by Argo CD (agents), which brings back what its own source says",
            "release it there, or say 'whenOwned: take' or 'whenOwned: actAsOwner' of business-agents in the runbook", "--component", "business-agents");
        var before = (await checkout.ReadEstateAsync()).Lasting();

        checkout.ChangeRunbook(text => text.Replace("    image: x0tta6bl4/business-agents\n", "    image: x0tta6bl4/business-agents\n    whenOwned: take\n", StringComparison.Ordinal));
        (await checkout.RunAsync("UpdateAgents", "--version", "2.3.1", "--component", "business-agents")).Ends(0);
        (await checkout.RunAsync("Rollback")).Ends(0);

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task A_release_without_a_way_back_is_refused_unless_that_is_accepted()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        using var east = checkout.Cluster("eks-us-east-1");
        await east.CreateAsync("/api/v1/namespaces/x0tta6bl4-system/configmaps", Culture);
        await east.RollAsync("/apis/apps/v1/namespaces/x0tta6bl4-system/deployments", "cultural-agents", """{"spec": {"template": {"spec": {"containers": [{"name": "cultural-agents", "envFrom": [{"configMapRef": {"name": "culture"}}]}]}}}}""");
        await east.DeleteAsync("/api/v1/namespaces/x0tta6bl4-system/configmaps", "culture");
        await checkout.SetScenarioAsync("old-image-missing");
        var before = await checkout.ReadEstateAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--skip", "StagingTest")).Ends(2).Says(
            "eks-us-east-1/x0tta6bl4-system/deployment/cultural-agents: no way back from UpdateAgents/1/cultural-agents@eks-us-east-1/update: its pods need configmap culture, which is not in namespace x0tta6bl4-system (create what is missing, or accept it: --accept-no-way-back)",
            "eks-us-east-1/x0tta6bl4-quantum/deployment/quantum-services: no way back from UpdateQuantum/1/quantum-engine@eks-us-east-1/update: the registry does not have x0tta6bl4/quantum-engine:2.3.0 any more, which runs now (push it again, or accept it: --accept-no-way-back)",
            "k3s-spb/x0tta6bl4-quantum/deployment/quantum-services-spb: no way back from");
        Assert.Equal(before.Whole(), (await checkout.ReadEstateAsync()).Whole());
        Assert.False(Directory.Exists(checkout.Artifacts));

        // New pods need it no less than old ones: without it the release would fail, accepted or not.
        await east.CreateAsync("/api/v1/namespaces/x0tta6bl4-system/configmaps", Culture);
        (await checkout.RunAsync("Plan", "--version", "2.3.1", "--accept-no-way-back")).Ends(0).Says("No way back from UpdateQuantum/1/quantum-engine@eks-us-east-1/update: the registry does not have");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--skip", "StagingTest", "--plan-file", Path.Combine(checkout.Artifacts, "plan.json"))).Ends(0);
        Assert.Contains("- No way back from UpdateQuantum/1/quantum-engine@eks-us-east-1/update: the registry does not have", await File.ReadAllTextAsync(Path.Combine(checkout.NewestRelease(), "report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // A finding is one line: the object and what is wrong with it, then the way out in brackets.
    static async Task IsRefusedAsync(Checkout checkout, string finding, string fix, params string[] scope)
    {
        var before = await checkout.ReadEstateAsync();

        var run = await checkout.RunAsync(["Release", "--version", "2.3.1", .. scope]);

        run.Ends(2).Says("Prepare failed: 1 finding; this run changed nothing. Mend what is found and type the same command again.");
        Assert.Matches($"^{Regex.Escape(finding)}.*{Regex.Escape($" ({fix})")}$", Assert.Single(run.Lines, line => line.EndsWith(')')));
        var after = await checkout.ReadEstateAsync();
        Assert.Equal(before.Lasting(), after.Lasting());
        Assert.All(before.Names, name => Assert.Equal(before.Generation(name), after.Generation(name)));
        Assert.False(Directory.Exists(checkout.Artifacts));
    }
}
