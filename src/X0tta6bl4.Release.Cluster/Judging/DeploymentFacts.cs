using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>What the judge needs of a Deployment.</summary>
sealed record DeploymentFacts
{
    /// <summary>metadata.name.</summary>
    public required string Name { get; init; }

    /// <summary>metadata.uid.</summary>
    public required string Uid { get; init; }

    /// <summary>metadata.generation.</summary>
    public required long Generation { get; init; }

    /// <summary>The generation that the status speaks of.</summary>
    public required long Observed { get; init; }

    /// <summary>spec.replicas; 1 when absent.</summary>
    public required int Desired { get; init; }

    /// <summary>spec.paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>status.replicas: pods of any template.</summary>
    public required int Replicas { get; init; }

    /// <summary>status.updatedReplicas.</summary>
    public required int Updated { get; init; }

    /// <summary>status.availableReplicas.</summary>
    public required int Available { get; init; }

    /// <summary>The controller's revision annotation; empty before the first one.</summary>
    public required string Revision { get; init; }

    /// <summary>The pod template as canonical text.</summary>
    public required string Template { get; init; }

    /// <summary>status.conditions.</summary>
    public required ImmutableArray<ConditionFacts> Conditions { get; init; }

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
        Revision = manifest.Text("metadata", "annotations", PodTemplate.RevisionAnnotation),
        Template = PodTemplate.Text(manifest),
        Conditions = ConditionFacts.ReadAll(manifest),
    };
}
