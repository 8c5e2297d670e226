using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>Each fault that can be rehearsed is named by the judge as its scenario is.</summary>
public sealed class JudgedFaultTests
{
    /// <summary>Requests go over the real wire while simulated time flies, so no limit of a request may end.</summary>
    static readonly ClusterOptions Patient = new()
    {
        RequestLimit = TimeSpan.FromMinutes(10), PatchLimit = TimeSpan.FromMinutes(10), WatchIdleLimit = TimeSpan.FromHours(1), EvidenceLimit = TimeSpan.FromMinutes(10), ReadPatience = TimeSpan.FromHours(1),
    };

    /// <summary>In staging, where whole rehearsals meet them first, no old pods are in the way; here they are.</summary>
    static readonly Dictionary<string, string> Elsewhere = new() { ["K-SCHED-CPU"] = "K-SURGE", ["K-SCHED-MEMORY"] = "K-SURGE" };

    public static TheoryData<string> Codes => [.. FaultTable.All.Select(scenario => scenario.Name[FaultTable.Prefix.Length..])];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_fault_of_a_rehearsal_is_named_by_its_code(string code)
    {
        await using var run = await FaultRun.StartAsync(code);
        await using var cluster = ClusterConnection.Open(Path.Combine(run.Sandbox.Directory, "kubeconfig"), FaultRun.Cluster, FaultRun.Cluster, run.Sandbox.Time, Patient);
        var changed = await run.DeploymentAsync();
        var container = changed.Items("spec", "template", "spec", "containers").First();
        var question = new RolloutQuestion(
            new WorkloadReference(FaultRun.Cluster, run.Namespace, "Deployment", run.App), changed.Number("metadata", "generation") ?? 0, container.Text("name")!, Image: container.Text("image")!);

        var watching = cluster.WatchRolloutAsync(question, _ => { }, TestSandbox.Cancelled);
        await run.PassUntilAsync(async () => (await run.EventsAsync()).Count >= 0 && watching.IsCompleted);

        var reading = await watching;
        Assert.Equal(Elsewhere.GetValueOrDefault(code, code), reading.Fault?.Code ?? $"{reading.State}: {reading.Message}");
    }
}
