using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>What comes after the images: charts, validation, notices. Alone, because a load generator that competes with other tests is too slow to prove anything.</summary>
[CollectionDefinition(nameof(WholeRunbookTests), DisableParallelization = true)]
[Collection(nameof(WholeRunbookTests))]
public sealed class WholeRunbookTests
{
    [Fact]
    public async Task Seven_stages_end_well_are_judged_by_the_criteria_and_told_to_people()
    {
        await using var checkout = await Checkout.WithSandboxAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says(
            "UpdateInfra: done, 3 of 3 charts are as wanted", "Validate: done", "Functions work", "Availability during the update", "not measured", "by hand Watch the release");

        var report = await File.ReadAllTextAsync(Path.Combine(checkout.NewestRelease(), "report.md"), TestContext.Current.CancellationToken);
        Assert.All(["## Success criteria", "| Errors, worst service | at most 1 % |", "## Left to do by hand", "eks-us-east-1/vault/helmrelease/vault"], text => Assert.Contains(text, report, StringComparison.Ordinal));
        var notices = await checkout.NoticesAsync();
        Assert.Equal(3, notices.Length);
        Assert.StartsWith("*Release 2.3.1* on *sandbox* begins with Prepare", notices[0], StringComparison.Ordinal);
        Assert.Contains("is done after", notices[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error-spike", "load on api-gateway", "500 Internal Server Error")]
    [InlineData("slow-after-update", "Response time of the API gateway, 95 %", "at most 20 % above the baseline")]
    [InlineData("login-broken", "POST ", "/api/v1/auth/login: wanted 200, saw 500")]
    public async Task A_bad_version_that_rolls_out_well_is_found_by_Validate_and_taken_back(string scenario, string where, string what)
    {
        await using var checkout = await Checkout.WithSandboxAsync(scenario);
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(1).Says(where, what, "Validate: failed", "Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        var notices = await checkout.NoticesAsync();
        Assert.Contains("Validate failed.", notices[^3], StringComparison.Ordinal);
        Assert.Contains("rolled back, everything is as before", notices[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_chart_takes_charts_and_images_back_newest_first()
    {
        await using var checkout = await Checkout.WithSandboxAsync("chart-fails");
        var before = (await checkout.ReadEstateAsync()).Lasting();

        var run = await checkout.RunAsync("Release", "--version", "2.3.1");

        run.Ends(1).Says("K-CRASHLOOP", "eks-us-east-1/spire-system/pod/spire-server-0", "Rollback: done, 11 of 11 changes undone");
        Assert.Equal(
            ["spire-system/helmrelease/spire", "vault/helmrelease/vault", "monitoring/helmrelease/kube-prometheus"],
            run.Lines.Where(line => line.EndsWith(": undoing", StringComparison.Ordinal)).Take(3).Select(line => line.Split("eks-us-east-1/")[1].Split(':')[0]));
        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task A_vault_that_comes_up_sealed_waits_for_people_with_one_pod_lost_and_can_be_taken_back()
    {
        await using var checkout = await Checkout.WithSandboxAsync("vault-sealed");
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(3).Says("pod vault-2 was replaced and is not ready", "Sealed true", "waits for a human", "to go on");
        Assert.Contains("UpdateInfra waits for a human", (await checkout.NoticesAsync())[^1], StringComparison.Ordinal);

        (await checkout.RunAsync("Rollback")).Ends(0).Says("Release 2.3.1 on sandbox: undone");
        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Theory]
    [InlineData("slack-500")]
    [InlineData("slack-hangs")]
    public async Task A_webhook_that_does_not_work_is_said_and_changes_nothing(string scenario)
    {
        await using var checkout = await Checkout.WithSandboxAsync(scenario);

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--component", "business-agents")).Ends(0).Says("not delivered", "Release 2.3.1 on sandbox: done");
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_is_found_before_anything_is_written()
    {
        await using var checkout = await Checkout.WithSandboxAsync("prometheus-down");

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(2).Says("503 Service Unavailable");

        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task A_release_without_helm_is_refused_before_anything_is_written()
    {
        await using var checkout = await Checkout.WithSandboxAsync();
        var path = Path.Combine(checkout.Root, "build", "runbook.yaml");
        var (kubeconfig, registry) = checkout.Access();
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, text.Replace("url: https://registry.x0tta6bl4.com", $"url: {registry}", StringComparison.Ordinal).Replace("metrics: http://prometheus:9090\n", "metrics: none\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var nowhere = new Dictionary<string, string> { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath)! };

        (await checkout.RunAsync(nowhere, "Release", "--version", "2.3.1", "--estate", "production", "--kubeconfig", kubeconfig)).Ends(2).Says("helm: ");

        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task A_rerun_of_the_whole_runbook_changes_nothing_and_says_why()
    {
        await using var checkout = await Checkout.WithSandboxAsync();
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("UpdateInfra: skipped, done at", "Validate: skipped, done at");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }
}
