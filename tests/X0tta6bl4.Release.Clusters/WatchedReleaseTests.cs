using k8s;
using k8s.Models;
using X0tta6bl4.Release.Clusters.Testing;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters;

/// <summary>A release that is watched after it is done, and turns bad then.</summary>
[Collection(TestedClusters.Name)]
public sealed class WatchedReleaseTests(TestedClusters clusters)
{
    const string Load = "      loads:\n        - component: api-gateway\n          request: { endpoint: api, path: /api/v1/quantum/keys }\n          rate: 20\n          duration: 5s\n          warmUp: 10s # the machine that runs clusters and release is still busy with the last pods\n          p95AtMost: 2s\n";

    [Fact]
    public async Task A_release_that_turns_bad_is_taken_back_by_its_watch_which_was_killed_and_goes_on()
    {
        using var estate = await clusters.OpenAsync();
        // What it is about is measured by its users; a load that a busy machine makes too late would prove nothing.
        await estate.ChangeRunbookAsync(Load, "");
        var before = await estate.SpecificationsAsync();
        await using var users = await estate.UsersAsync();
        (await estate.RunAsync("Release", "--version", "2.3.1", "--component", "api-gateway", "--skip", "StagingTest")).Ends(0);

        using (var first = estate.Start("Watch", "--for", "2m"))
        {
            await first.SeesAsync("placements: passed");
            first.Kill();
            await first.EndAsync();
        }

        await TurnAsync("""{"name":"APP_MODE","value":"errors=20"}""");
        var run = await estate.RunAsync("Watch", "--for", "2m");
        await TurnAsync("""{"name":"APP_MODE","$patch":"delete"}""");

        run.Ends(1).Says("goes on; nothing shows that it was watched from ", "Watch: failed, ", "Rollback: done", "Release 2.3.1 on rig: undone");
        Assert.Equal(before, await estate.SpecificationsAsync());
        var ledger = await File.ReadAllLinesAsync(Path.Combine(estate.NewestRelease(), "ledger.csv"), TestContext.Current.CancellationToken);
        Assert.Contains(ledger, probe => probe.Contains(",api,Watch,failed,500,", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage(run.Lines.First(line => line.Contains("Watch: failed, ", StringComparison.Ordinal)));
    }

    // What somebody sets by hand; it is not the release's to take back.
    async Task TurnAsync(string variable)
    {
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(clusters.Kubeconfig, "eks-us-east-1"));
        var patch = new V1Patch("""{"spec":{"template":{"spec":{"containers":[{"name":"api-gateway","env":[""" + variable + "]}]}}}}", V1Patch.PatchType.StrategicMergePatch);
        await client.AppsV1.PatchNamespacedDeploymentAsync(patch, "api-gateway", "x0tta6bl4-system", cancellationToken: TestContext.Current.CancellationToken);
    }
}
