using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>The whole runbook with its loads and gates. Alone, because a load generator that competes with other tests is too slow to prove anything.</summary>
[CollectionDefinition(nameof(MeasuredReleaseTests), DisableParallelization = true)]
[Collection(nameof(MeasuredReleaseTests))]
public sealed class MeasuredReleaseTests
{
    [Fact]
    public async Task Seven_stages_end_well_are_judged_by_the_criteria_and_told_to_people()
    {
        await using var checkout = await Checkout.WithSandboxAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says(
            "UpdateInfra: done, 3 of 3 charts are as wanted", "Validate: done", "Functions work", "Availability during the update", "0 of ", "with 95 % confidence (Clopper-Pearson)", "by hand Watch the release");

        var report = await File.ReadAllTextAsync(Path.Combine(checkout.NewestRelease(), "report.md"), TestContext.Current.CancellationToken);
        var ledger = await File.ReadAllLinesAsync(Path.Combine(checkout.NewestRelease(), "ledger.csv"), TestContext.Current.CancellationToken);
        Assert.All(["UpdateGateway/1", "UpdateAgents/2", "UpdateQuantum/2", "UpdateInfra/3", "Validate/2"], phase => Assert.Contains(ledger, line => line.Contains($",api,{phase},", StringComparison.Ordinal)));
        Assert.DoesNotContain(ledger, line => line.Contains(",failed,", StringComparison.Ordinal));
        Assert.All(["## Success criteria", "## Availability", "| Errors, worst service | at most 1 % |", "## Left to do by hand", "eks-us-east-1/vault/helmrelease/vault"], text => Assert.Contains(text, report, StringComparison.Ordinal));
        var notices = await checkout.NoticesAsync();
        Assert.Equal(3, notices.Length);
        Assert.StartsWith("*Release 2.3.1* on *sandbox* begins with Prepare", notices[0], StringComparison.Ordinal);
        Assert.Contains("is done after", notices[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slow-after-update", "Response time of the API gateway, 95 %", "at most 20 % above the baseline")]
    [InlineData("login-broken", "POST ", "/api/v1/auth/login: wanted 200, saw 500")]
    public async Task A_bad_version_that_rolls_out_well_is_found_by_Validate_and_taken_back(string scenario, string where, string what)
    {
        await using var checkout = await Checkout.WithSandboxAsync(scenario);
        checkout.ChangeRunbook(ShortRunbook.WithoutGuards);
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(1).Says(where, what, "Validate: failed", "Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        var notices = await checkout.NoticesAsync();
        Assert.Contains("Validate failed.", notices[^3], StringComparison.Ordinal);
        Assert.Contains("rolled back, everything is as before", notices[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_is_found_before_anything_is_written()
    {
        await using var checkout = await Checkout.WithSandboxAsync("prometheus-down");

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(2).Says("503 Service Unavailable");

        Assert.False(Directory.Exists(checkout.Artifacts));
    }
}
