using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Planning;

/// <content>Steps about Helm releases.</content>
public abstract partial record Step
{
    /// <summary>The Helm release is the one that was planned for, and no helm is at work on it.</summary>
    /// <param name="Chart">The release.</param>
    /// <param name="Revision">The revision it had when the plan was made.</param>
    public sealed record CheckChart(WorkloadReference Chart, int Revision) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"check {Chart}";
    }

    /// <summary>A Helm release is upgraded, and every workload of it watched until it is as wanted.</summary>
    /// <param name="Chart">The release.</param>
    /// <param name="Source">The chart, <c>REPOSITORY/CHART</c>.</param>
    /// <param name="Version">Chart version after.</param>
    /// <param name="ValuesFile">Values file, relative to the runbook's directory.</param>
    /// <param name="ValuesHash">See <see cref="ChartValues.HashOf"/>; of the values after.</param>
    /// <param name="FromRevision">Revision before.</param>
    /// <param name="FromVersion">Chart version before.</param>
    /// <param name="FromValuesHash">See <see cref="ChartValues.HashOf"/>; of the values before.</param>
    public sealed record UpgradeChart(
        WorkloadReference Chart,
        string Source,
        string Version,
        string ValuesFile,
        string ValuesHash,
        int FromRevision,
        string FromVersion,
        string FromValuesHash) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"upgrade {Chart}";

        /// <inheritdoc/>
        [JsonIgnore]
        public override bool Changes => FromVersion != Version || FromValuesHash != ValuesHash;
    }
}
