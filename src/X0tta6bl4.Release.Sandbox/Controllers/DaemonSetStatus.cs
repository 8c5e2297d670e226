using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The status of a DaemonSet.</summary>
internal static class DaemonSetStatus
{
    /// <summary>Whether every node has an available pod, with the newest template unless nobody updates it.</summary>
    public static bool IsComplete(JsonObject set)
    {
        var wanted = Count(set, "desiredNumberScheduled");
        var isUpdated = set.Text("spec", "updateStrategy", "type") == "OnDelete" || Count(set, "updatedNumberScheduled") == wanted;
        return isUpdated && Count(set, "numberAvailable") == wanted && (set.Number("status", "observedGeneration") ?? 0) >= set.Generation()
            && set.At("status", "desiredNumberScheduled") is not null;
    }

    /// <summary>The status that the pods make.</summary>
    public static JsonObject Of(JsonObject set, ImmutableArray<string> nodes, IReadOnlyCollection<DaemonPod> pods, IReadOnlySet<string> ready)
    {
        var byNode = pods.Where(p => !p.IsTerminating).ToLookup(p => p.Node);
        var available = nodes.Count(n => byNode[n].Any(p => p.IsAvailable));
        var status = new JsonObject
        {
            ["currentNumberScheduled"] = nodes.Count(n => byNode[n].Any()),
            ["numberMisscheduled"] = byNode.Count(n => !nodes.Contains(n.Key)),
            ["desiredNumberScheduled"] = nodes.Length,
            ["numberReady"] = nodes.Count(n => byNode[n].Any(p => ready.Contains(p.Name))),
            ["observedGeneration"] = set.Generation(),
        };
        StatefulSetStatus.Set(status, "updatedNumberScheduled", nodes.Count(n => byNode[n].Any(p => p.IsUpdated)));
        StatefulSetStatus.Set(status, "numberAvailable", available);
        StatefulSetStatus.Set(status, "numberUnavailable", nodes.Length - available);
        return status;
    }

    static int Count(JsonObject set, string name) => set.Number("status", name) ?? 0;
}
