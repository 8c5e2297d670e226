using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Evidence;

/// <summary>An object as evidence: with its status, without what nobody reads and what may be secret.</summary>
static class PublicManifest
{
    /// <summary>Stands for what may be secret.</summary>
    const string Hidden = "***";

    /// <summary>What kubectl remembers of its last apply: the whole object once more, values of variables included.</summary>
    const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>A copy without managedFields, and with <c>***</c> for every value that a container's environment has in so many words.</summary>
    public static JsonObject Of(JsonObject manifest)
    {
        var copy = (JsonObject)manifest.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        Hide(copy);
        return copy;
    }

    // Wherever it stands: in pods, in templates, in templates that a ControllerRevision keeps.
    static void Hide(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var variable in members.Items("env").Where(variable => variable.ContainsKey("value")))
            {
                variable["value"] = Hidden;
            }

            if (members["annotations"] is JsonObject annotations && annotations.ContainsKey(LastApplied))
            {
                annotations[LastApplied] = Hidden;
            }
        }

        foreach (var child in Children(node))
        {
            Hide(child);
        }
    }

    static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    };
}
