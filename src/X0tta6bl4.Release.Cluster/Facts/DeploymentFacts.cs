using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A Deployment: its ReplicaSets own its pods.</summary>
sealed record DeploymentFacts : WorkloadFacts
{
    /// <summary>status.replicas: pods of any template.</summary>
    public required int Replicas { get; init; }

    /// <summary>The controller's count of templates; 0 before the first one.</summary>
    public required long Revision { get; init; }

    /// <summary>The pod template as canonical text.</summary>
    public required string Template { get; init; }

    /// <summary>Reads a Deployment.</summary>
    public static DeploymentFacts Read(JsonObject manifest) => new()
    {
        Name = manifest.Text("metadata", "name"),
        Uid = manifest.Text("metadata", "uid"),
        Generation = manifest.Number("metadata", "generation") ?? 0,
        Observed = manifest.Number("status", "observedGeneration") ?? 0,
        Desired = (int)(manifest.Number("spec", "replicas") ?? 1),
        Paused = manifest.Flag("spec", "paused"),
        Replicas = manifest.Count("status", "replicas"),
        Updated = manifest.Count("status", "updatedReplicas"),
        Available = manifest.Count("status", "availableReplicas"),
        Revision = RevisionFacts.Annotated(manifest),
        Template = PodTemplate.Text(manifest),
        Unavailable = RollingUpdate.MaxUnavailable(manifest),
        Images = ImagesOf(manifest),
        Writers = FieldWriter.ReadAll(manifest),
        Conditions = ConditionFacts.ReadAll(manifest),
    };

    /// <summary>As the strategy says, in pods; 25 % rounded down when it says nothing.</summary>
    public required int Unavailable { get; init; }

    /// <inheritdoc/>
    public override int MaxUnavailable => Unavailable;

    /// <inheritdoc/>
    public override RolloutFacts With(WorkloadReference workload, Surroundings around)
    {
        var own = around.Revisions[Uid].OrderBy(set => set.Created).ThenBy(set => set.Name, StringComparer.Ordinal).ToArray();
        var newest = Pick(own);
        return RolloutFacts.Split(workload, this, around, own.SelectMany(set => around.Pods[set.Uid]), pod => newest is not null && pod.Owner == newest.Uid) with
        {
            Newest = newest,
            OtherSets = [.. own.Where(set => set != newest).Select(set => set.Name)],
        };
    }

    /// <inheritdoc/>
    public override string? Completion(RolloutFacts facts) => Updated == Desired && Replicas == Desired && Available == Desired ? AllUpdated : null;

    /// <inheritdoc/>
    public override string? Awaited(RolloutFacts facts) => facts.Newest is null ? "the new ReplicaSet is not there yet" : null;

    /// <summary>As the controller does: the oldest one with the same template. Where an upgrade of the API server has given the two templates different
    /// defaults, the revision tells; it is the Deployment's only once the present generation is observed.</summary>
    RevisionFacts? Pick(RevisionFacts[] own) =>
        Array.Find(own, set => set.Template == Template)
        ?? (Observed >= Generation && Revision > 0 ? Array.Find(own, set => set.Revision == Revision) : null);
}
