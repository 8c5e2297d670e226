using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A Job: its pods have to end well.</summary>
sealed record JobFacts : WorkloadFacts
{
    /// <summary>Reads a Job. It has no observed generation; its template cannot change, so the first one is the only one.</summary>
    public static JobFacts Read(JsonObject manifest) => new()
    {
        Name = manifest.Text("metadata", "name"),
        Uid = manifest.Text("metadata", "uid"),
        Generation = manifest.Number("metadata", "generation") ?? 0,
        Observed = long.MaxValue,
        Desired = (int)(manifest.Number("spec", "completions") ?? 1),
        Updated = manifest.Count("status", "succeeded"),
        Available = manifest.Count("status", "succeeded"),
        Paused = manifest.Flag("spec", "suspend"),
        Images = ImagesOf(manifest),
        Conditions = ConditionFacts.ReadAll(manifest),
    };

    /// <inheritdoc/>
    public override bool WantsReadyPods => false;

    /// <inheritdoc/>
    public override RolloutFacts With(WorkloadReference workload, Surroundings around) => RolloutFacts.Split(workload, this, around, around.Pods[Uid], _ => true);

    /// <inheritdoc/>
    public override string? Completion(RolloutFacts facts) =>
        Conditions.Any(condition => condition is { Type: "Complete", Status: "True" }) ? $"{Updated} of {Desired} completed" : null;
}
