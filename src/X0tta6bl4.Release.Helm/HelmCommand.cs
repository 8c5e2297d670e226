using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Helm;

/// <summary>Helm by its command line. Every command that meets a cluster names kubeconfig, context and namespace, whatever the caller's shell has chosen.</summary>
/// <param name="options">Which helm, which clusters.</param>
/// <param name="time">Measures the limits.</param>
public sealed class HelmCommand(HelmOptions options, TimeProvider time) : IHelm
{
    readonly HelmProgram program = new(options, time);

    /// <summary>Charts of revisions that were read. A revision's chart never changes; the time tells it from one of the same number that followed an uninstallation.</summary>
    readonly ConcurrentDictionary<(WorkloadReference Chart, int Revision, string Made), (string Name, string Version)> charts = new();

    /// <inheritdoc/>
    public async Task<Version> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var output = await program.ReadAsync(["version", "--short"], cancellationToken).ConfigureAwait(false);
        return output.ExitCode == 0
            ? HelmText.Version(output.Text) ?? throw new EstateAccessException(AccessFailure.Unknown, "helm", $"prints '{output.Text.Trim()}' for its version")
            : throw HelmTrouble.Of("helm", output);
    }

    /// <inheritdoc/>
    public async Task<ChartSnapshot?> ReadAsync(WorkloadReference chart, CancellationToken cancellationToken)
    {
        if (await AskAsync(chart, ["status", chart.Name, "--output", "json"], cancellationToken).ConfigureAwait(false) is not { } status)
        {
            return null;
        }

        var release = HelmText.Status(chart, status);
        var revision = (chart, release.Revision, release.Made);
        if (!charts.TryGetValue(revision, out var made))
        {
            // The chart itself is what a status leaves out. Not one command for each thing: every one reads all revisions from the cluster again.
            if (await AskAsync(chart, ["history", chart.Name, "--output", "json"], cancellationToken).ConfigureAwait(false) is not { } history)
            {
                return null;
            }

            made = charts[revision] = HelmText.Chart(chart, history, release.Revision);
        }

        return new ChartSnapshot(chart, release.Revision, release.Status, made.Name, made.Version, release.Values, ManifestWorkloads.Of(chart, release.Manifest));
    }

    /// <inheritdoc/>
    /// <remarks>Neither <c>--wait</c> nor <c>--atomic</c>: helm waits in silence for its whole timeout where the watcher knows within seconds that
    /// a rollout is doomed, and a rollback of its own would be one that no journal knows. Not <c>--install</c>: a release that has
    /// vanished since the plan was made is no upgrade. <c>--reset-values</c>: the values file is the whole truth, not an addition to the last one.</remarks>
    public Task<HelmResult> UpgradeAsync(ChartUpgrade upgrade, Action<string> onLine) => program.ChangeAsync(
        [
            "upgrade", upgrade.Chart.Name, upgrade.Source, "--version", upgrade.Version, "-f", upgrade.ValuesFile,
            "--timeout", Seconds(upgrade.Timeout), "--history-max", "10", "--reset-values", .. Place(upgrade.Chart),
        ],
        upgrade.Timeout,
        onLine);

    /// <inheritdoc/>
    public Task<HelmResult> RollBackAsync(WorkloadReference chart, int revision, TimeSpan timeout, Action<string> onLine) => program.ChangeAsync(
        ["rollback", chart.Name, revision.ToString(CultureInfo.InvariantCulture), "--timeout", Seconds(timeout), .. Place(chart)], timeout, onLine);

    /// <summary>What a reading command prints; null when there is no such release.</summary>
    async Task<string?> AskAsync(WorkloadReference chart, ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        var output = await program.ReadAsync([.. arguments, .. Place(chart)], cancellationToken).ConfigureAwait(false);
        return output.ExitCode == 0 ? output.Text
            : HelmTrouble.IsNotFound(output) ? null
            : throw HelmTrouble.Of(chart.ToString(), output);
    }

    ImmutableArray<string> Place(WorkloadReference chart) => options.Contexts.TryGetValue(chart.Cluster, out var context)
        ? ["--kubeconfig", options.Kubeconfig, "--kube-context", context, "--namespace", chart.Namespace]
        : throw new EstateAccessException(AccessFailure.Missing, chart.ToString(), $"cluster {chart.Cluster} has no kubeconfig context");

    static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds):0}s");
}
