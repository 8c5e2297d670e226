using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A DaemonSet: its ControllerRevisions hold its templates, and each pod has the hash and the number of its own as labels.</summary>
sealed record DaemonSetFacts : WorkloadFacts
{
    /// <summary>The API server's count of templates; empty when it does not keep one.</summary>
    public required string TemplateGeneration { get; init; }

    /// <summary>Reads a DaemonSet.</summary>
    public static DaemonSetFacts Read(JsonObject manifest) => new()
    {
        Name = manifest.Text("metadata", "name"),
        Uid = manifest.Text("metadata", "uid"),
        Generation = manifest.Number("metadata", "generation") ?? 0,
        Observed = manifest.Number("status", "observedGeneration") ?? 0,
        Desired = manifest.Count("status", "desiredNumberScheduled"),
        OnDelete = manifest.Text("spec", "updateStrategy", "type") == "OnDelete",
        Updated = manifest.Count("status", "updatedNumberScheduled"),
        Available = manifest.Count("status", "numberAvailable"),
        TemplateGeneration = manifest.Text("metadata", "annotations", PodTemplate.GenerationAnnotation),
        Images = ImagesOf(manifest),
        Writers = FieldWriter.ReadAll(manifest),
        Conditions = ConditionFacts.ReadAll(manifest),
    };

    /// <summary>As the controller does: a pod is of the newest template by its hash or by its number. A template that comes back has its old hash and a
    /// new number; who may not see the hashes believes the controller's count when it says that every pod is new.</summary>
    public override RolloutFacts With(WorkloadReference workload, Surroundings around)
    {
        var hash = around.Revisions[Uid].MaxBy(revision => revision.Revision)?.Hash;
        var areAllNew = hash is null && Updated == around.Pods[Uid].Count(pod => !pod.Ending);
        return RolloutFacts.Split(workload, this, around, around.Pods[Uid], pod => areAllNew || Is(pod.Hash, hash ?? "") || Is(pod.TemplateGeneration, TemplateGeneration));
    }

    /// <inheritdoc/>
    public override string? Completion(RolloutFacts facts) =>
        Available != Desired || facts.Ready < Desired ? null
        : OnDelete ? LeftOld(facts.OldPods.Length)
        : Updated != Desired || facts.OldPods.Length > 0 ? null
        : Desired == 0 ? "no node is meant to run it, so nothing runs and nothing was proved"
        : AllUpdated;

    static bool Is(string label, string wanted) => wanted.Length > 0 && label == wanted;
}
