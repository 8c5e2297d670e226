using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>Releases that are watched after they are done. Alone, because a machine that is busy with other tests measures itself.</summary>
[CollectionDefinition(nameof(WatchedReleaseTests), DisableParallelization = true)]
[Collection(nameof(WatchedReleaseTests))]
public sealed class WatchedReleaseTests
{
    const string Gateway = "eks-us-east-1/x0tta6bl4-system/api-gateway";

    static readonly string[] Release = ["Release", "--version", "2.3.1", "--component", "api-gateway", "--skip", "StagingTest"];

    [Fact]
    public async Task A_release_that_turns_bad_is_taken_back_by_its_watch_also_when_that_was_killed_and_goes_on()
    {
        await using var checkout = await Checkout.WithSandboxAsync();
        checkout.ChangeRunbook(ShortRunbook.WithoutLoads);
        var before = await checkout.ReadEstateAsync();
        (await checkout.RunAsync(Release)).Ends(0);
        (await checkout.RunAsync("Status")).Ends(0).Says("watch    not watched");
        await KillAsync(checkout, "3m");
        (await checkout.RunAsync("Status")).Ends(0).Says("watch    until ", "not at its end", "next     ./build.sh Watch --estate sandbox --release-id 2.3.1-");
        await TurnAsync(checkout, """{"name":"APP_MODE","value":"errors=20"}""");

        (await checkout.RunAsync("Watch")).Ends(1).Says("goes on; nothing shows that it was watched from ", "Watch: goes on, it began at ", "Watch: failed, ", "Rollback: Watch: ", "Rollback: done", "Release 2.3.1 on sandbox: undone");

        // The mode is somebody's own change, and stays.
        await TurnAsync(checkout, """{"name":"APP_MODE","$patch":"delete"}""");
        var after = await checkout.ReadEstateAsync();
        Assert.Equal(before.Image(Gateway), after.Image(Gateway));
        Assert.Equal(before.Lasting().Where(workload => workload.Key != Gateway), after.Lasting().Where(workload => workload.Key != Gateway));
        var report = await File.ReadAllTextAsync(Path.Combine(checkout.NewestRelease(), "report.md"), TestContext.Current.CancellationToken);
        Assert.All(["## Watch", "- Gap: nothing shows that it was watched from ", "| placements |"], text => Assert.Contains(text, report, StringComparison.Ordinal));
        var notices = await checkout.NoticesAsync();
        Assert.All(["is watched until ", "is watched again, until ", "failed while it was watched", "rolled back, everything is as before"], text => Assert.Contains(notices, notice => notice.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_good_one_ends_well_although_it_was_killed_and_a_rollback_that_somebody_types_ends_it_early()
    {
        await using var checkout = await Checkout.WithSandboxAsync();
        checkout.ChangeRunbook(text => ShortRunbook.WithoutLoadsAndProbes(text).Replace("leastEvidence: 90%", "leastEvidence: 30%", StringComparison.Ordinal));
        (await checkout.RunAsync(Release)).Ends(0);
        await KillAsync(checkout, "30s");

        (await checkout.RunAsync("Watch")).Ends(0).Says("goes on; nothing shows that it was watched from ", "Watch: done, watched for 30 s: ", " questions pass", "Release 2.3.1 on sandbox: done");

        using var second = checkout.Start("Watch", "--for", "10m");
        await second.SeesAsync("placements: passed");
        (await checkout.RunAsync("Watch")).Ends(5).Says("is watched by another run of this checkout already");
        (await checkout.RunAsync("Rollback")).Ends(0);
        (await second.EndAsync()).Ends(0).Says("Watch: ended early: release 2.3.1-", "is being taken back or changed by another run");
    }

    [Fact]
    public async Task Without_evidence_a_watch_waits_for_a_human_and_so_it_does_where_nothing_is_to_be_taken_back()
    {
        await using var checkout = await Checkout.WithSandboxAsync();
        checkout.ChangeRunbook(ShortRunbook.WithoutLoads);
        (await checkout.RunAsync("Watch")).Ends(2).Says("no release that is done was found");
        Assert.False(Directory.Exists(checkout.Artifacts));
        (await checkout.RunAsync(Release)).Ends(0);
        (await checkout.RunAsync("Watch", "--for", "3s")).Ends(2).Says("--for: 3s is too short to show anything");

        using var watch = checkout.Start("Watch", "--for", "16s");
        await watch.SeesAsync("placements: passed");
        await checkout.SetScenarioAsync("prometheus-down");
        (await watch.EndAsync()).Ends(3).Says("no evidence, ", "Watch: held, too little is known to say that all is well", "next    mend what is named above and ./build.sh Watch --estate sandbox --release-id 2.3.1-");

        await checkout.SetScenarioAsync("happy");
        await TurnAsync(checkout, """{"name":"APP_MODE","value":"errors=20"}""");
        (await checkout.RunAsync("Watch", "--for", "3m", "--on-failure", "stop")).Ends(3).Says("Watch: failed, ", "Release 2.3.1 on sandbox: done", "next    ./build.sh Rollback --estate sandbox --release-id 2.3.1-");
        Assert.Contains(":2.3.1@", (await checkout.ReadEstateAsync()).Image(Gateway), StringComparison.Ordinal);
    }

    static async Task KillAsync(Checkout checkout, string length)
    {
        using var watch = checkout.Start("Watch", "--for", length);
        await watch.SeesAsync("placements: passed");
        watch.Kill();
        await watch.EndAsync();
    }

    // What somebody sets by hand in the middle of the day.
    static async Task TurnAsync(Checkout checkout, string variable)
    {
        using var cluster = checkout.Cluster("eks-us-east-1");
        await cluster.RollAsync("/apis/apps/v1/namespaces/x0tta6bl4-system/deployments", "api-gateway", """{"spec":{"template":{"spec":{"containers":[{"name":"api-gateway","env":[""" + variable + "]}]}}}}");
    }
}
