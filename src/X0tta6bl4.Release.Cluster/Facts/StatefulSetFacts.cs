using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A StatefulSet: its status names the newest template, and each pod has the name of its own as a label.</summary>
sealed record StatefulSetFacts : WorkloadFacts
{
    /// <summary>spec.updateStrategy.rollingUpdate.partition: pods below this ordinal keep an older template by intent.</summary>
    public required int Partition { get; init; }

    /// <summary>False for spec.podManagementPolicy Parallel: else every pod must be ready before the next one is touched.</summary>
    public required bool IsOrdered { get; init; }

    /// <summary>status.replicas: pods of any template.</summary>
    public required int Replicas { get; init; }

    /// <summary>status.updateRevision: the name of the newest template.</summary>
    public required string UpdateRevision { get; init; }

    /// <summary>Reads a StatefulSet.</summary>
    public static StatefulSetFacts Read(JsonObject manifest) => new()
    {
        Name = manifest.Text("metadata", "name"),
        Uid = manifest.Text("metadata", "uid"),
        Generation = manifest.Number("metadata", "generation") ?? 0,
        Observed = manifest.Number("status", "observedGeneration") ?? 0,
        Desired = (int)(manifest.Number("spec", "replicas") ?? 1),
        OnDelete = manifest.Text("spec", "updateStrategy", "type") == "OnDelete",
        Partition = manifest.Count("spec", "updateStrategy", "rollingUpdate", "partition"),
        IsOrdered = manifest.Text("spec", "podManagementPolicy") != "Parallel",
        Replicas = manifest.Count("status", "replicas"),
        Updated = manifest.Count("status", "updatedReplicas"),
        // Kubernetes before 1.22 counts no available pods, and has no time for which a ready one must wait.
        Available = manifest.Count("spec", "minReadySeconds") > 0 ? manifest.Count("status", "availableReplicas") : manifest.Count("status", "readyReplicas"),
        UpdateRevision = manifest.Text("status", "updateRevision"),
        Images = ImagesOf(manifest),
        Writers = FieldWriter.ReadAll(manifest),
        Conditions = ConditionFacts.ReadAll(manifest),
    };

    /// <inheritdoc/>
    public override RolloutFacts With(WorkloadReference workload, Surroundings around) =>
        RolloutFacts.Split(workload, this, around, around.Pods[Uid], pod => pod.Hash.Length > 0 && pod.Hash == UpdateRevision);

    /// <summary>The controller counts pods that are ending as ready ones, so the pods themselves are asked too.</summary>
    public override string? Completion(RolloutFacts facts)
    {
        var due = OnDelete ? 0 : Math.Max(0, Desired - Partition);
        return Replicas != Desired || Available != Desired || Updated < due ? null
            : facts.Ready != Desired || facts.NewestPods.Length < due ? null
            : OnDelete || facts.OldPods.Length == 0 ? LeftOld(facts.OldPods.Length)
            : $"{facts.NewestPods.Length} of {Desired} updated, the others are kept back by partition {Partition}; all available";
    }

    /// <summary>The controller waits for each pod to get ready before it replaces one, even for the broken one that a newer template would mend; under OnDelete it replaces none by itself.</summary>
    public override ImmutableArray<PodFacts> Holding(RolloutFacts facts) => IsOrdered || OnDelete ? [.. facts.OldPods.Where(pod => !pod.Ready)] : [];

    /// <summary>From the highest ordinal down, as the controller itself would.</summary>
    public override IEnumerable<PodFacts> InOrder(IEnumerable<PodFacts> pods) => pods.OrderByDescending(pod => Ordinal(pod.Name));

    static int Ordinal(string pod) =>
        int.TryParse(pod.AsSpan(pod.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
}
