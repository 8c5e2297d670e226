namespace X0tta6bl4.Release.Planning;

/// <summary>The reading side of Helm. Every member may throw <see cref="EstateAccessException"/>.</summary>
public interface IChartView
{
    /// <summary>Reads the version of the helm program.</summary>
    /// <exception cref="EstateAccessException">Also with <see cref="AccessFailure.Missing"/>, when there is no such program.</exception>
    Task<Version> ReadVersionAsync(CancellationToken cancellationToken);

    /// <summary>Reads a Helm release as it stands; null when there is none of that name.</summary>
    /// <param name="chart">The release, see <see cref="ChartSnapshot.Reference"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<ChartSnapshot?> ReadAsync(WorkloadReference chart, CancellationToken cancellationToken);
}
