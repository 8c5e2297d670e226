using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Compares pod templates the way the Deployment controller does.</summary>
static class PodTemplate
{
    /// <summary>The annotation in which the controller counts a Deployment's templates.</summary>
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    /// <summary>The label by which a StatefulSet or DaemonSet marks the template of a pod.</summary>
    public const string HashLabel = "controller-revision-hash";

    /// <summary>The annotation in which the API server counts a DaemonSet's templates.</summary>
    public const string GenerationAnnotation = "deprecated.daemonset.template.generation";

    /// <summary>The label that carries that count to a pod.</summary>
    public const string GenerationLabel = "pod-template-generation";

    /// <summary>The template in a form in which equal templates are equal: without the hash label that the controller adds.</summary>
    public static string Text(JsonObject manifest)
    {
        var template = manifest.At("spec", "template")?.DeepClone() as JsonObject ?? [];
        if (template["metadata"] is JsonObject metadata)
        {
            metadata.Remove("creationTimestamp");
            (metadata["labels"] as JsonObject)?.Remove("pod-template-hash");
        }

        return FieldChange.Canonical(template) ?? "";
    }
}
