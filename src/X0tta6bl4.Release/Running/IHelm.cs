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
