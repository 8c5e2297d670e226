namespace X0tta6bl4.Release.Planning;

/// <summary>Something live that a release brings to a version: a placement or a chart.</summary>
/// <param name="Step">Identifier of the step.</param>
/// <param name="Workload">What it is.</param>
/// <param name="From">Version before: an image with tag and digest, or <c>chart</c> and its version.</param>
/// <param name="To">Version after.</param>
/// <param name="Changes">False when it is there already.</param>
public sealed record LiveChange(string Step, WorkloadReference Workload, string From, string To, bool Changes)
{
    /// <summary>What a step changes; null for one that changes nothing live.</summary>
    public static LiveChange? Of(Step step) => step switch
    {
        Step.UpdateWorkload update => new LiveChange(update.Id, update.Workload, update.From, update.To, update.Changes),
        Step.UpgradeChart chart => new LiveChange(chart.Id, chart.Chart, $"chart {chart.FromVersion}", $"chart {chart.Version}{(chart.FromVersion == chart.Version && chart.Changes ? " with new values" : "")}", chart.Changes),
        _ => null,
    };
}
