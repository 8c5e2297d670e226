using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Exporting;

/// <summary>Takes out of an object what the API server wrote, so that the rest can be applied again.</summary>
static class CleanManifest
{
    static readonly string[] ServerFields = ["managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink"];

    /// <summary>A cleaned copy.</summary>
    public static JsonObject Of(JsonObject manifest)
    {
        var clean = (JsonObject)manifest.DeepClone();
        clean.Remove("status");
        Clean(clean.At("metadata") as JsonObject);
        Clean(clean.At("spec", "template", "metadata") as JsonObject);
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

        // The controller counts revisions itself; what kubectl remembers of its last apply stays, as that is somebody's intent.
        if (metadata["annotations"] is JsonObject annotations && annotations.Remove("deployment.kubernetes.io/revision") && annotations.Count == 0)
        {
            metadata.Remove("annotations");
        }
    }
}
