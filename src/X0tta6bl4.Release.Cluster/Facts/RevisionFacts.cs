using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What the judge needs of the object that holds one template of a workload: a Deployment's ReplicaSet, a DaemonSet's ControllerRevision.</summary>
/// <param name="Name">metadata.name.</param>
/// <param name="Uid">metadata.uid.</param>
/// <param name="Owner">uid of the controlling workload; empty when there is none.</param>
/// <param name="Created">metadata.creationTimestamp.</param>
/// <param name="Revision">The controller's count of templates; 0 when it is not there.</param>
/// <param name="Hash">The hash by which the pods of a ControllerRevision are labelled; empty for a ReplicaSet, which owns its pods.</param>
/// <param name="Template">A ReplicaSet's pod template as canonical text.</param>
/// <param name="Conditions">status.conditions.</param>
sealed record RevisionFacts(
    string Name, string Uid, string Owner, DateTimeOffset? Created, long Revision, string Hash, string Template, ImmutableArray<ConditionFacts> Conditions)
{
    /// <summary>Reads a ReplicaSet or a ControllerRevision.</summary>
    public static RevisionFacts Read(JsonObject manifest) => new(
        manifest.Text("metadata", "name"),
        manifest.Text("metadata", "uid"),
        Controller.Of(manifest),
        manifest.Time("metadata", "creationTimestamp"),
        manifest.Number("revision") ?? Annotated(manifest),
        manifest.Text("metadata", "labels", PodTemplate.HashLabel),
        PodTemplate.Text(manifest),
        ConditionFacts.ReadAll(manifest));

    /// <summary>The count that the Deployment controller writes on a Deployment and its ReplicaSets; 0 before the first one.</summary>
    public static long Annotated(JsonObject manifest) =>
        long.TryParse(manifest.Text("metadata", "annotations", PodTemplate.RevisionAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
