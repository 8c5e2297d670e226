using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Which node a pod is for: DaemonSets bind their pods by an affinity to the node's name.</summary>
internal static class NodeChoice
{
    /// <summary>The node that a pod is on, or else bound to, or null.</summary>
    public static string? Of(JsonObject pod) =>
        pod.Text("spec", "nodeName")
        ?? pod.Items("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
            .SelectMany(t => t.Items("matchFields")).Where(f => f.Text("key") == "metadata.name")
            .Select(f => (f.At("values") as JsonArray)?.FirstOrDefault().Text()).FirstOrDefault();

    public static void Bind(JsonObject pod, string node) =>
        pod.Ensure("spec", "affinity", "nodeAffinity")["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
        {
            ["nodeSelectorTerms"] = new JsonArray(new JsonObject
            {
                ["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) }),
            }),
        };

    /// <summary>Whether a node has all labels that pods of a template ask for.</summary>
    public static bool IsFitting(JsonObject node, JsonObject template) =>
        (template.At("spec", "nodeSelector") as JsonObject ?? []).All(wanted => node.Labels().Text(wanted.Key) == wanted.Value.Text());
}
