using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Helm releases in memory: each change makes a revision. How helm ends is scripted.</summary>
sealed class MemoryHelm(LifeLine life) : IHelm
{
    public static readonly JsonObject OldValues = new() { ["replicas"] = 3 };

    /// <summary>Revisions by release name, oldest first.</summary>
    public Dictionary<string, List<ChartSnapshot>> Releases { get; } = [];

    /// <summary>What was changed, in order.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Exit code of the next changing commands.</summary>
    public Func<string, int> Ends { get; set; } = _ => 0;

    public Version? Version { get; set; } = new(3, 14);

    public void Install(string name, string ns, string chart, string version, params WorkloadReference[] workloads) =>
        Releases[name] = [new ChartSnapshot(new WorkloadReference("east", ns, ChartSnapshot.Kind, name), 1, "deployed", chart, version, OldValues, [.. workloads])];

    public Task<Version> ReadVersionAsync(CancellationToken cancellationToken) => Version is null
        ? throw new EstateAccessException(AccessFailure.Missing, "helm", "is not on the PATH")
        : Task.FromResult(Version);

    public Task<ChartSnapshot?> ReadAsync(WorkloadReference chart, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Releases.GetValueOrDefault(chart.Name)?[^1]);
    }

    public Task<HelmResult> UpgradeAsync(ChartUpgrade upgrade, Action<string> onLine) => ChangeAsync($"upgrade {upgrade.Chart.Name} {upgrade.Version}", upgrade.Chart, before =>
        before with { ChartVersion = upgrade.Version, Values = ChartRunbook.NewValues });

    public Task<HelmResult> RollBackAsync(WorkloadReference chart, int revision, TimeSpan timeout, Action<string> onLine) => ChangeAsync($"rollback {chart.Name} {revision}", chart, _ =>
        Releases[chart.Name].Single(r => r.Revision == revision));

    async Task<HelmResult> ChangeAsync(string command, WorkloadReference chart, Func<ChartSnapshot, ChartSnapshot> change)
    {
        await LifeLine.For(life.Reach(() => Commands.Add(command)));
        var code = Ends(command);
        var revisions = Releases[chart.Name];
        var last = revisions[^1];
        revisions.Add(change(last) with { Revision = last.Revision + 1, Status = code == 0 ? "deployed" : "failed" });
        await LifeLine.For(life.Reach(() => { }));
        return new HelmResult(code, code == 0 ? ["Happy Helming!"] : ["Error: UPGRADE FAILED: the chart is broken"]);
    }
}
