using X0tta6bl4.Release.Clusters.Testing;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters;

/// <summary>Releases on clusters that run 2.3.0. Each test leaves them as it found them.</summary>
[Collection(TestedClusters.Name)]
public sealed class ReleaseTests(TestedClusters clusters)
{
    [Fact]
    public async Task A_release_loses_no_request_runs_by_digest_is_not_repeated_and_can_be_taken_back()
    {
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();
        var charts = await estate.ChartsAsync();
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("UpdateInfra: done, 3 of 3 charts are as wanted", "Functions work", "load on api-gateway");

        var (total, failed) = await users.EndAsync();
        Assert.True(total > 100, $"only {total} requests were sent");
        Assert.Empty(failed);
        Assert.All(await estate.ImagesAsync(), image => Assert.Matches("^x0tta6bl4/[a-z-]+:2\\.3\\.1@sha256:[0-9a-f]{64}$", image));
        (await estate.RunAsync("UpdateQuantum", "--version", "2.3.1")).Ends(0).Says("UpdateGateway: skipped, done at", "UpdateQuantum: skipped, done at");
        (await estate.RunAsync("Rollback")).Ends(0);
        Assert.Equal(before, await estate.LastingAsync());
        Assert.Equal(charts, await estate.ChartsAsync());
        TestContext.Current.SendDiagnosticMessage($"{total} requests, {failed.Length} failed");
    }

    [Theory]
    [InlineData("6.6.6", "K-CRASHLOOP")]
    [InlineData("6.6.7", "K-NEVER-READY")]
    public async Task A_doomed_release_is_named_and_every_object_is_as_before(string version, string code)
    {
        clusters.TakeLong();
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync("Release", "--version", version, "--skip", "StagingTest")).Ends(1).Says(code, "eks-us-east-1/x0tta6bl4-system/pod/api-gateway-");

        Assert.Equal(before, await estate.LastingAsync());
    }

    [Fact]
    public async Task A_chart_whose_pods_crash_is_named_and_images_and_charts_go_back_newest_first()
    {
        clusters.TakeLong();
        using var estate = await clusters.OpenAsync();
        var (before, charts) = (await estate.LastingAsync(), await estate.ChartsAsync());
        await estate.ChangeRunbookAsync("chart: spire/spire\n    version: 0.24.0\n    values: k8s/after.yaml", "chart: spire/spire\n    version: 0.24.0\n    values: k8s/crash.yaml");
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync("UpdateGateway", "Release", "--version", "2.3.1", "--skip", "StagingTest", "UpdateAgents", "UpdateQuantum"))
            .Ends(1).Says("UpdateGateway: done", "K-CRASHLOOP", "eks-us-east-1/spire-system/pod/spire-", "Rollback: done");

        Assert.Equal(before, await estate.LastingAsync());
        Assert.Equal(charts, await estate.ChartsAsync());
    }

    [Fact]
    public async Task A_trial_in_staging_catches_it_before_anything_live_changes_and_leaves_nothing_behind()
    {
        using var estate = await clusters.OpenAsync();
        var before = await estate.GenerationsAsync();
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync("Release", "--version", "6.6.6")).Ends(1).Says("K-CRASHLOOP", "eks-us-east-1/staging/pod/", "-staging: is deleted");

        Assert.Equal(before, await estate.GenerationsAsync());
    }

    [Fact]
    public async Task A_version_that_the_registry_does_not_have_is_refused_and_nothing_is_written()
    {
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();

        (await estate.RunAsync("Release", "--version", "9.9.9")).Ends(2).Says("x0tta6bl4/api-gateway:9.9.9", "the registry has no such image");

        Assert.Equal(before, await estate.LastingAsync());
        // What the clusters know of other releases may have been brought here.
        var releases = Path.Combine(estate.Root, "artifacts", "releases");
        Assert.DoesNotContain(Directory.Exists(releases) ? Directory.GetDirectories(releases) : [], release => Path.GetFileName(release).StartsWith("9.9.9", StringComparison.Ordinal));
    }
}
