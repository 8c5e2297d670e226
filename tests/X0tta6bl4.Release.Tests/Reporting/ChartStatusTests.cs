using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class ChartStatusTests : IDisposable
{
    const string Id = "2.3.1-20260102T030405Z";

    static readonly Fault Crash = new("K-CRASHLOOP", "east/mesh/pod/mesh-0", "it crashes", "look at its log", []);

    readonly Lab lab = new(ChartRunbook.Value) { Parallel = 1 };

    [Fact]
    public async Task A_chart_is_known_by_its_revision_until_another_helm_makes_one()
    {
        await FailedRelease.OpenAsync(lab);
        await lab.RunStageAsync("UpdateInfra");
        var upgraded = await ChartAsync("mesh");
        await lab.RollBackAsync();
        var restored = await ChartAsync("mesh");
        lab.Helm.Releases["mesh"].Add(lab.Helm.Releases["mesh"][^1] with { Revision = 4 });
        var foreign = await ChartAsync("mesh");

        Assert.Equal((2, Id, false), (upgraded.Revision, upgraded.Release, upgraded.Restored));
        Assert.Equal((3, Id, true), (restored.Revision, restored.Release, restored.Restored));
        Assert.Equal((4, null, null), (foreign.Revision, foreign.Release, foreign.Since));
    }

    [Theory]
    [InlineData("pending-upgrade", Health.Progressing)]
    [InlineData("failed", Health.Failing)]
    [InlineData("deployed", Health.Healthy)]
    public async Task A_chart_that_helm_has_not_deployed_is_not_healthy(string word, Health health)
    {
        lab.Helm.Releases["mesh"][^1] = lab.Helm.Releases["mesh"][^1] with { Status = word };

        Assert.Equal(health, (await ChartAsync("mesh")).Health);
    }

    [Fact]
    public async Task A_chart_is_as_well_as_the_first_of_its_workloads_that_is_not()
    {
        lab.East.Rollout = workload => workload.Name == "mesh" ? new RolloutReading(RolloutState.Doomed, "0 of 3", RolloutCounts.None, Crash) : MemoryCluster.Complete;
        var failing = await ChartAsync("mesh");
        lab.East.Objects.Remove("mesh");
        var missing = await ChartAsync("mesh");

        Assert.Equal((Health.Failing, "K-CRASHLOOP", "east/mesh/statefulset/mesh: it crashes"), (failing.Health, failing.Fault, failing.Detail));
        Assert.Equal((Health.Failing, "east/mesh/statefulset/mesh is in its manifest and does not exist"), (missing.Health, missing.Detail));
    }

    public void Dispose() => lab.Dispose();

    async Task<ChartStatus> ChartAsync(string name)
    {
        var chart = ChartRunbook.Value.Charts.Single(c => c.Name == name);
        var live = await lab.Helm.ReadAsync(ReleaseScope.ReleaseOf(chart), CancellationToken.None);
        var workloads = await Task.WhenAll(live!.Workloads.Select(workload => lab.East.ReadWorkloadAsync(workload, CancellationToken.None)));
        return ChartStatus.Of(chart, live, [.. workloads], lab.Journal.Entries.Count == 0 ? [] : [new ReleaseRecord(new ReleaseFolder($"/artifacts/{Id}"), lab.Plan, [.. lab.Journal.Entries], ReleaseState.Fold(lab.Journal.Entries))]);
    }
}
