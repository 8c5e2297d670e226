using System.Globalization;
using X0tta6bl4.Release.Clusters.Testing;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Clusters;

/// <summary>Rollouts that fail on clusters, each with progressDeadlineSeconds 600.</summary>
[Collection(TestedClusters.Name)]
public sealed class FaultTests(TestedClusters clusters)
{
    const string Crash = """{"spec": {"template": {"spec": {"containers": [{"name": "app", "env": [{"name": "APP_MODE", "value": "crash"}]}]}}}}""";
    const string SlowStart = """{"spec": {"template": {"spec": {"containers": [{"name": "app", "env": [{"name": "APP_MODE", "value": "slow-start"}]}]}}}}""";

    static readonly TimeSpan Late = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_cause_is_named_within_seconds_of_its_evidence_and_not_before_it_is_complete()
    {
        var named = await Task.WhenAll(KnownFault.Chosen.Select((fault, index) => NameAsync(fault, index % 2 == 0 ? "k3s-moscow" : "k3s-spb")));

        foreach (var (fault, reading, delay, kubectl) in named)
        {
            TestContext.Current.SendDiagnosticMessage(string.Create(
                CultureInfo.InvariantCulture,
                $"{fault.Code}: {delay.TotalSeconds:0.0} s after its evidence ({reading.Fault?.Message}); kubectl rollout status after 20 s: {kubectl ?? "not installed"}"));
        }

        Assert.Equal(named.Select(item => $"Doomed {item.Fault.Code}"), named.Select(item => $"{item.Reading.State} {item.Reading.Fault?.Code}"));
        Assert.All(named, item => Assert.InRange(item.Delay, TimeSpan.Zero, Late));
    }

    [Fact]
    public async Task A_program_that_is_slow_to_start_ends_well()
    {
        await using var rollout = await FaultyRollout.StartAsync(clusters.Kubeconfig, "k3s-spb");

        var (reading, _) = await rollout.ChangeAsync(SlowStart);

        Assert.Equal((RolloutState.Complete, "2 of 2 updated and available"), (reading.State, reading.Message));
    }

    [Fact]
    public async Task An_api_server_that_is_frozen_for_twenty_seconds_does_not_change_the_verdict()
    {
        Machine.Need(clusters);
        clusters.TakeLong();
        await using var rollout = await FaultyRollout.StartAsync(clusters.Kubeconfig, "k3s-spb");

        var (reading, _) = await rollout.ChangeAsync(Crash, () => Machine.FreezeApiAsync("k3s-spb", TimeSpan.FromSeconds(20)));

        Assert.Equal((RolloutState.Doomed, "K-CRASHLOOP"), (reading.State, reading.Fault?.Code));
    }

    [Fact]
    public async Task An_api_server_that_is_killed_and_started_again_does_not_make_a_good_rollout_look_bad()
    {
        Machine.Need(clusters);
        clusters.TakeLong();
        await using var rollout = await FaultyRollout.StartAsync(clusters.Kubeconfig, "k3s-spb");

        var (reading, _) = await rollout.ChangeAsync(SlowStart, () => Machine.RestartApiAsync("k3s-spb"));

        Assert.Equal(RolloutState.Complete, reading.State);
    }

    async Task<(KnownFault Fault, RolloutReading Reading, TimeSpan Delay, string? Kubectl)> NameAsync(KnownFault fault, string cluster)
    {
        await using var rollout = await FaultyRollout.StartAsync(clusters.Kubeconfig, cluster, fault.Others);
        string? kubectl = null;

        var (reading, at) = await rollout.ChangeAsync(fault.Patch, async () => kubectl = await rollout.KubectlAsync(TimeSpan.FromSeconds(20)));

        // Kubernetes keeps times in whole seconds, rounded down.
        return (fault, reading, at - await rollout.TimeAsync(fault.Kind, fault.Evidence) - fault.Window, kubectl);
    }
}
