using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>What comes after the images: charts and notices.</summary>
public sealed class WholeRunbookTests
{
    [Fact]
    public async Task A_failing_chart_takes_charts_and_images_back_newest_first()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("chart-fails");
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
        await using var checkout = await ShortRunbook.CheckoutAsync("vault-sealed");
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
        await using var checkout = await ShortRunbook.CheckoutAsync(scenario);

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--component", "business-agents")).Ends(0).Says("not delivered", "Release 2.3.1 on sandbox: done");
    }

    [Fact]
    public async Task A_release_without_helm_is_refused_before_anything_is_written()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        var path = Path.Combine(checkout.Root, "build", "runbook.yaml");
        var (kubeconfig, registry) = checkout.Access();
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, text.Replace("url: https://registry.x0tta6bl4.com", $"url: {registry}", StringComparison.Ordinal).Replace("metrics: { service: monitoring/kube-prometheus-prometheus:9090 }", "metrics: none", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var nowhere = new Dictionary<string, string> { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath)! };

        (await checkout.RunAsync(nowhere, "Release", "--version", "2.3.1", "--estate", "production", "--kubeconfig", kubeconfig)).Ends(2).Says("helm: ");

        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task A_rerun_of_the_whole_runbook_changes_nothing_and_says_why()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("UpdateInfra: skipped, done at", "Validate: skipped, done at");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }
}
