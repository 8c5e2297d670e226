using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Exporting;

/// <summary>Takes out of an object what the API server wrote, so that the rest can be applied again.</summary>
static class CleanManifest
{
    static readonly string[] ServerFields = ["managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink"];

    /// <summary>Controller and API server count templates themselves; a token is of one run only.</summary>
    static readonly string[] ServerAnnotations = [PodTemplate.RevisionAnnotation, PodTemplate.GenerationAnnotation, TokenStamp.Annotation];

    /// <summary>A cleaned copy.</summary>
    public static JsonObject Of(JsonObject manifest)
    {
        var clean = (JsonObject)manifest.DeepClone();
        clean.Remove("status");
        Clean(clean.At("metadata") as JsonObject);
        Clean(clean.At("spec", "template", "metadata") as JsonObject);
        foreach (var claim in clean.Items("spec", "volumeClaimTemplates"))
        {
            claim.Remove("status");
            Clean(claim.At("metadata") as JsonObject);
        }

        return clean;
    }

    static void Clean(JsonObject? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        foreach (var field in ServerFields)
        {
            metadata.Remove(field);
        }

        // What kubectl remembers of its last apply stays, as that is somebody's intent.
        if (metadata["annotations"] is JsonObject { Count: > 0 } annotations)
        {
            foreach (var counted in ServerAnnotations)
            {
                annotations.Remove(counted);
            }

            if (annotations.Count == 0)
            {
                metadata.Remove("annotations");
            }
        }
    }
}
