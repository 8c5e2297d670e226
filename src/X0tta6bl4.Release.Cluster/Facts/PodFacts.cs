using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What the judge needs of a Pod.</summary>
sealed record PodFacts
{
    /// <summary>metadata.name.</summary>
    public required string Name { get; init; }

    /// <summary>metadata.uid.</summary>
    public required string Uid { get; init; }

    /// <summary>uid of the controlling ReplicaSet, StatefulSet, DaemonSet or Job; empty when there is none.</summary>
    public required string Owner { get; init; }

    /// <summary>The template of a StatefulSet's or DaemonSet's pod, by its hash; empty for others.</summary>
    public required string Hash { get; init; }

    /// <summary>The template of a DaemonSet's pod, by its number; empty for others.</summary>
    public required string TemplateGeneration { get; init; }

    /// <summary>The node that it runs on, or that a DaemonSet has made it for; empty when it may go anywhere.</summary>
    public required string Node { get; init; }

    /// <summary>status.phase.</summary>
    public required string Phase { get; init; }

    /// <summary>status.reason, for example <c>Evicted</c>; empty mostly.</summary>
    public required string Reason { get; init; }

    /// <summary>True when metadata.deletionTimestamp is set.</summary>
    public required bool Deleted { get; init; }

    /// <summary>spec.restartPolicy is Always: containers are meant to run on.</summary>
    public required bool RunsOn { get; init; }

    /// <summary>What its containers request, as text; equal texts are equal requests.</summary>
    public required string Requests { get; init; }

    /// <summary>Why no node takes it.</summary>
    public required SchedulingObstacle Obstacle { get; init; }

    /// <summary>metadata.creationTimestamp.</summary>
    public required DateTimeOffset? Created { get; init; }

    /// <summary>status.conditions.</summary>
    public required ImmutableArray<ConditionFacts> Conditions { get; init; }

    /// <summary>Init containers, then containers, in the order of the specification.</summary>
    public required ImmutableArray<ContainerFacts> Containers { get; init; }

    /// <summary>True when the pod has ended for good.</summary>
    public bool Ended => Phase is "Failed" or "Succeeded";

    /// <summary>True when the pod is being deleted, or has ended for good.</summary>
    public bool Ending => Deleted || Ended;

    /// <summary>True when the condition Ready is. Kept, because every rule asks for it.</summary>
    public required bool Ready { get; init; }

    /// <summary>A condition by type; null when there is none.</summary>
    public ConditionFacts? Condition(string type) => ConditionFacts.Find(Conditions, type);

    /// <summary>Reads a Pod.</summary>
    public static PodFacts Read(JsonObject manifest)
    {
        var conditions = ConditionFacts.ReadAll(manifest);
        var scheduled = ConditionFacts.Find(conditions, "PodScheduled");
        return Read(manifest, conditions, scheduled is { Status: "False", Reason: "Unschedulable" } ? SchedulerWords.Read(scheduled.Message) : SchedulingObstacle.None);
    }

    static PodFacts Read(JsonObject manifest, ImmutableArray<ConditionFacts> conditions, SchedulingObstacle obstacle) => new()
    {
        Name = manifest.Text("metadata", "name"),
        Uid = manifest.Text("metadata", "uid"),
        Owner = Controller.Of(manifest),
        Hash = manifest.Text("metadata", "labels", PodTemplate.HashLabel),
        TemplateGeneration = manifest.Text("metadata", "labels", PodTemplate.GenerationLabel),
        Node = manifest.Text("spec", "nodeName") is { Length: > 0 } node ? node : MeantFor(manifest),
        Phase = manifest.Text("status", "phase"),
        Reason = manifest.Text("status", "reason"),
        Deleted = manifest.Text("metadata", "deletionTimestamp").Length > 0,
        RunsOn = manifest.Text("spec", "restartPolicy") is "Always" or "",
        Requests = string.Join(';', manifest.Items("spec", "containers").Select(container => container.At("resources", "requests")?.ToJsonString() ?? "")),
        Obstacle = obstacle,
        Ready = ConditionFacts.Find(conditions, "Ready") is { Status: "True" },
        Created = manifest.Time("metadata", "creationTimestamp"),
        Conditions = conditions,
        Containers =
        [
            .. ContainerFacts.ReadAll(manifest, "initContainers", "initContainerStatuses", isInit: true),
            .. ContainerFacts.ReadAll(manifest, "containers", "containerStatuses", isInit: false),
        ],
    };

    static string MeantFor(JsonObject manifest) => manifest
        .Items("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
        .SelectMany(term => term.Items("matchFields"))
        .Where(field => field.Text("key") == "metadata.name")
        .Select(field => $"{(field.At("values") as JsonArray)?.FirstOrDefault()}")
        .FirstOrDefault("");
}
