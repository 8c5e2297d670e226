using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>An upgrade of a Helm release.</summary>
/// <param name="Chart">The release.</param>
/// <param name="Source">The chart, <c>REPOSITORY/CHART</c>.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="ValuesFile">Absolute path of the values file.</param>
/// <param name="Timeout">Limit that helm itself keeps for each of its operations.</param>
public sealed record ChartUpgrade(WorkloadReference Chart, string Source, string Version, string ValuesFile, TimeSpan Timeout);
