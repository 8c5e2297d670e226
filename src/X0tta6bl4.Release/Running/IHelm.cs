using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Changes Helm releases. Neither member can be cancelled: a helm that is killed in the middle leaves its release locked. Both may throw <see cref="EstateAccessException"/> when helm cannot be started.</summary>
public interface IHelm : IChartView
{
    /// <summary>Upgrades an installed release; never installs one.</summary>
    /// <param name="upgrade">To what.</param>
    /// <param name="onLine">Called with each line that helm writes.</param>
    Task<HelmResult> UpgradeAsync(ChartUpgrade upgrade, Action<string> onLine);

    /// <summary>Takes a release back to a revision; that makes a new revision with the old content.</summary>
    /// <param name="chart">The release.</param>
    /// <param name="revision">The revision, from 1.</param>
    /// <param name="timeout">Limit that helm itself keeps for each of its operations.</param>
    /// <param name="onLine">Called with each line that helm writes.</param>
    Task<HelmResult> RollBackAsync(WorkloadReference chart, int revision, TimeSpan timeout, Action<string> onLine);
}

/// <summary>An upgrade of a Helm release.</summary>
/// <param name="Chart">The release.</param>
/// <param name="Source">The chart, <c>REPOSITORY/CHART</c>.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="ValuesFile">Absolute path of the values file.</param>
/// <param name="Timeout">Limit that helm itself keeps for each of its operations.</param>
public sealed record ChartUpgrade(WorkloadReference Chart, string Source, string Version, string ValuesFile, TimeSpan Timeout);
