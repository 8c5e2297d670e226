using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

public sealed class GoodReleaseTests
{
    static readonly string[] Placements =
    [
        "eks-us-east-1/x0tta6bl4-quantum/quantum-services", "eks-us-east-1/x0tta6bl4-system/api-gateway", "eks-us-east-1/x0tta6bl4-system/business-agents",
        "eks-us-east-1/x0tta6bl4-system/cultural-agents", "k3s-moscow/x0tta6bl4-quantum/quantum-services-moscow", "k3s-moscow/x0tta6bl4-system/cultural-agents-moscow",
        "k3s-spb/x0tta6bl4-quantum/quantum-services-spb", "k3s-spb/x0tta6bl4-system/cultural-agents-spb",
    ];

    [Fact]
    public async Task A_release_brings_every_placement_to_the_new_version_by_digest()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("Estate sandbox", "Release 2.3.1 on sandbox: done");

        var estate = await checkout.ReadEstateAsync();
        Assert.All(Placements, placement => Assert.Matches("^x0tta6bl4/[a-z-]+:2\\.3\\.1@sha256:[0-9a-f]{64}$", estate.Image(placement)));
        Assert.All(["plan.json", "plan.txt", "journal.jsonl", "report.html", "report.md", "report.json", "junit.xml", "backup/k3s-spb/x0tta6bl4-system/deployment-cultural-agents-spb.yaml"],
            file => Assert.True(File.Exists(Path.Combine(checkout.NewestRelease(), file)), file));
    }

    [Fact]
    public async Task A_later_run_of_one_target_skips_what_is_done_and_says_why()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);
        var before = await checkout.ReadEstateAsync();

        var again = await checkout.RunAsync("UpdateQuantum", "--version", "2.3.1");

        again.Ends(0).Says("Prepare: skipped, done at", "StagingTest: skipped, done at", "UpdateGateway: skipped, done at", "UpdateAgents: skipped, done at", "UpdateQuantum: skipped, done at");
        var after = await checkout.ReadEstateAsync();
        Assert.All(Placements, placement => Assert.Equal(before.Generation(placement), after.Generation(placement)));
    }

    [Fact]
    public async Task A_done_release_can_be_taken_back_and_leaves_every_object_as_it_was()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        var before = (await checkout.ReadEstateAsync()).Lasting();
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);

        (await checkout.RunAsync("Rollback")).Ends(0).Says("Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        (await checkout.RunAsync("Rollback")).Ends(2).Says("this release is undone already");
    }

    [Fact]
    public async Task A_flaky_api_does_not_make_a_release_fail_and_every_object_is_changed_once()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("api-flaky");
        var before = await checkout.ReadEstateAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);

        var after = await checkout.ReadEstateAsync();
        Assert.All(Placements, placement => Assert.Equal(before.Changes(placement) + 1, after.Changes(placement)));
    }

    [Fact]
    public async Task Components_and_clusters_can_be_left_out_and_the_plan_states_the_skew()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--component", "cultural-agents", "--without", "k3s-spb")).Ends(0).Says("UpdateGateway: skipped");

        var estate = await checkout.ReadEstateAsync();
        Assert.Contains(":2.3.1@", estate.Image("k3s-moscow/x0tta6bl4-system/cultural-agents-moscow"), StringComparison.Ordinal);
        Assert.EndsWith(":2.3.0", estate.Image("k3s-spb/x0tta6bl4-system/cultural-agents-spb"), StringComparison.Ordinal);
        Assert.EndsWith(":2.3.0", estate.Image("eks-us-east-1/x0tta6bl4-system/api-gateway"), StringComparison.Ordinal);
        Assert.Contains("cultural-agents@k3s-spb is left out and keeps its version", await File.ReadAllTextAsync(Path.Combine(checkout.NewestRelease(), "plan.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_was_approved_is_refused_once_anything_differs()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        (await checkout.RunAsync("Plan", "--version", "2.3.1")).Ends(0).Says("8 placements to update", "2.3.0 → 2.3.1");
        var plan = Path.Combine(checkout.Artifacts, "plan.json");

        (await checkout.RunAsync("Release", "--version", "2.3.2", "--plan-file", plan)).Ends(2).Says("the plan is another one now");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--plan-file", plan)).Ends(0);
    }
}
