using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Whether a node has what a pod asks for.</summary>
internal static class NodeRoom
{
    const string NoVictims = "preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.";

    static readonly string[] Resources = ["cpu", "memory"];

    /// <summary>What the scheduler says when it has not, or null. Needs the gate.</summary>
    public static string? Refusal(ObjectStore store, JsonObject pod, string node)
    {
        var allocatable = store.Find(ResourceKinds.Nodes, "", node)?.Value.At("status", "allocatable");
        if (allocatable is null)
        {
            return null;
        }

        var others = store.List(ResourceKinds.Pods).Where(p => p.Value.Text("spec", "nodeName") == node && PodReadiness.IsActive(p.Value)).Select(p => p.Value).ToList();
        var missing = Resources.FirstOrDefault(resource => PodRequests.Of(pod, "requests", resource) is > 0 and var wanted
            && wanted + others.Sum(other => PodRequests.Of(other, "requests", resource)) > Quantity.Of(allocatable.Text(resource)));
        return missing is null ? null : $"0/1 nodes are available: 1 Insufficient {missing}. {NoVictims}";
    }
}
