using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A Pod that nothing controls: one that runs on, or tells by a probe when it is ready, has to get ready; another has to end well.</summary>
sealed record BarePodFacts : WorkloadFacts
{
    /// <summary>The pod.</summary>
    public required PodFacts Pod { get; init; }

    /// <summary>Reads a Pod.</summary>
    public static BarePodFacts Read(JsonObject manifest)
    {
        var pod = PodFacts.Read(manifest);
        return new()
        {
            Name = pod.Name,
            Uid = pod.Uid,
            Generation = manifest.Number("metadata", "generation") ?? 0,
            Observed = long.MaxValue,
            Desired = 1,
            Updated = 1,
            Available = pod.Ready ? 1 : 0,
            Conditions = pod.Conditions,
            Pod = pod,
        };
    }

    /// <inheritdoc/>
    public override bool WantsReadyPods => Pod.RunsOn || Pod.Containers.Any(container => container.ProbeBudget is not null);

    /// <inheritdoc/>
    public override RolloutFacts With(WorkloadReference workload, Surroundings around) => RolloutFacts.Split(workload, this, around, [Pod], _ => true);

    /// <inheritdoc/>
    public override string? Completion(RolloutFacts facts) => Pod.Phase == "Succeeded" ? "ended well" : WantsReadyPods && Pod.Ready ? "is ready" : null;
}
