using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>What the judge needs of a ReplicaSet.</summary>
/// <param name="Name">metadata.name.</param>
/// <param name="Uid">metadata.uid.</param>
/// <param name="Owner">uid of the controlling Deployment; empty when there is none.</param>
/// <param name="Created">metadata.creationTimestamp.</param>
/// <param name="Revision">The controller's revision annotation.</param>
/// <param name="Template">The pod template as canonical text.</param>
/// <param name="Conditions">status.conditions.</param>
sealed record ReplicaSetFacts(
    string Name, string Uid, string Owner, DateTimeOffset? Created, string Revision, string Template, ImmutableArray<ConditionFacts> Conditions)
{
    /// <summary>Reads a ReplicaSet.</summary>
    public static ReplicaSetFacts Read(JsonObject manifest) => new(
        manifest.Text("metadata", "name"),
        manifest.Text("metadata", "uid"),
        Controller.Of(manifest),
        manifest.Time("metadata", "creationTimestamp"),
        manifest.Text("metadata", "annotations", PodTemplate.RevisionAnnotation),
        PodTemplate.Text(manifest),
        ConditionFacts.ReadAll(manifest));
}
