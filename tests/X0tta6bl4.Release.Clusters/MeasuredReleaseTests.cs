using X0tta6bl4.Release.Clusters.Testing;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters;

/// <summary>Releases that roll out well and are bad for users, and one whose measurements cease. Users ask all the time.</summary>
[Collection(TestedClusters.Name)]
public sealed class MeasuredReleaseTests(TestedClusters clusters)
{
    const string Errors = "6.6.8"; // one answer of five is an error
    const string Slow = "6.6.9"; // answers take 400 ms longer

    // The gateway only: what is measured is its answers.
    static readonly string[] Others = ["StagingTest", "UpdateAgents", "UpdateQuantum", "UpdateInfra"];

    [Fact]
    public async Task A_version_that_fails_users_is_stopped_while_it_rolls_out_and_undone()
    {
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync("Release", "--version", Errors, "--skip", "StagingTest")).Ends(1).Says(
            "availability of api: ", "(the first: 500 Internal Server Error)", "Rollback: done", "Availability during the update");

        Assert.Equal(before, await estate.LastingAsync());
        var ledger = await File.ReadAllLinesAsync(Path.Combine(estate.NewestRelease(), "ledger.csv"), TestContext.Current.CancellationToken);
        Assert.Contains(ledger, probe => probe.Contains(",failed,500,", StringComparison.Ordinal));
        Assert.Contains(ledger, probe => probe.Contains(",api,Rollback,good,200,", StringComparison.Ordinal));
        var (total, failed) = await users.EndAsync();
        TestContext.Current.SendDiagnosticMessage($"{failed.Length} of {total} requests of users failed");
    }

    [Fact]
    public async Task So_it_is_by_what_Prometheus_measures_alone()
    {
        NeedPrometheus();
        clusters.TakeLong();
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();
        await estate.ChangeRunbookAsync("availability:\n  - request: { endpoint: api, path: /version }\n    rate: 20\n    timeout: 5s\n    failedAtMost: 1%\n", "");
        await estate.ChangeRunbookAsync("    waves:\n      - placements: [api-gateway@eks-us-east-1]\n        soak: 0s", "    guards: [errors-now]\n    waves:\n      - placements: [api-gateway@eks-us-east-1]\n        soak: 2m");
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync("Release", "--version", Errors, "--skip", "StagingTest")).Ends(1).Says("UpdateGateway: failed, stopped by the guard errors-now: Errors of the API gateway: ", "wanted at most 5 %", "Rollback: done");

        Assert.Equal(before, await estate.LastingAsync());
    }

    [Fact]
    public async Task A_version_that_is_slow_fails_the_gate_against_the_baseline_and_is_undone()
    {
        NeedPrometheus();
        clusters.TakeLong();
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();
        await estate.ChangeRunbookAsync("expect: { atMost: 100ms }", "expect: { aboveBaseline: 50% }");
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync(["UpdateGateway", "Validate", "--version", Slow, "--skip", .. Others])).Ends(1).Says("Response time of the API gateway, 95 %", "wanted at most 50 % above the baseline of", "Rollback: done");

        Assert.Equal(before, await estate.LastingAsync());
    }

    [Fact]
    public async Task A_Prometheus_that_falls_silent_in_the_middle_makes_the_release_wait_for_a_human()
    {
        NeedPrometheus();
        using var estate = await clusters.OpenAsync();
        var before = await estate.LastingAsync();
        await using var users = await estate.UsersAsync();
        await using var relay = new Relay(new Uri(clusters.Prometheus!), (_, _) => Task.FromResult(Relay.Passage.Granted), (_, _, _) => Task.CompletedTask);
        await estate.ChangeRunbookAsync($"metrics: {clusters.Prometheus}", $"metrics: {relay.Url.GetLeftPart(UriPartial.Authority)}");

        using var run = estate.Start(["UpdateGateway", "Validate", "--version", "2.3.1", "--skip", .. Others]);
        await run.SeesAsync("UpdateGateway: done");
        await relay.DisposeAsync();

        (await run.EndAsync()).Ends(3).Says("no evidence", "Rollback --estate rig");
        (await estate.RunAsync("Rollback")).Ends(0);
        Assert.Equal(before, await estate.LastingAsync());
    }

    /// <summary>The same release loses no request where pods serve on for some seconds; <see cref="ReleaseTests"/> shows it.</summary>
    [Fact]
    public async Task Requests_that_pods_lose_because_they_do_not_drain_are_counted()
    {
        clusters.TakeLong();
        using var estate = await clusters.OpenAsync();
        await estate.ChangeRunbookAsync("    rate: 20\n    timeout: 5s\n    failedAtMost: 1%\n", "    rate: 200\n    timeout: 5s\n    failedAtMost: 100%\n");
        await estate.PatchAsync("api-gateway", Drain("0"));
        await using var users = await estate.UsersAsync();

        (await estate.RunAsync(["UpdateGateway", "--version", "2.3.1", "--skip", .. Others])).Ends(0);

        var ledger = await File.ReadAllLinesAsync(Path.Combine(estate.NewestRelease(), "ledger.csv"), TestContext.Current.CancellationToken);
        var lost = ledger.Count(probe => probe.Contains(",api,UpdateGateway/1,failed,", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"{lost} of {ledger.Length - 1} probes were lost by pods that do not drain");
        Assert.NotEqual(0, lost);
        (await estate.RunAsync("Rollback")).Ends(0);
        await estate.PatchAsync("api-gateway", Drain("3"));
    }

    static string Drain(string seconds) =>
        $$$$$"""{"spec":{"template":{"spec":{"containers":[{"name":"api-gateway","env":[{"name":"DRAIN_SECONDS","value":"{{{{{seconds}}}}}"}]}]}}}}""";

    void NeedPrometheus() => Assert.SkipUnless(clusters.Prometheus is not null, "CLUSTER_TEST_PROMETHEUS names no Prometheus that measures the first cluster");
}
