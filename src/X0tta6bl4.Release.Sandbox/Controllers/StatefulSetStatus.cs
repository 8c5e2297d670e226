using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The status of a StatefulSet.</summary>
internal static class StatefulSetStatus
{
    /// <summary>Whether every pod is there and available, and has the newest template unless nobody updates it.</summary>
    public static bool IsComplete(JsonObject set)
    {
        var wanted = set.Number("spec", "replicas") ?? 1;
        var isUpdated = set.Text("spec", "updateStrategy", "type") == "OnDelete" || Count(set, "updatedReplicas") == wanted;
        return isUpdated && Count(set, "replicas") == wanted && Count(set, "availableReplicas") == wanted
            && (set.Number("status", "observedGeneration") ?? 0) >= set.Generation();
    }

    /// <summary>The status that the pods make.</summary>
    public static JsonObject Of(JsonObject set, IReadOnlyCollection<JsonObject> pods, PodReadiness readiness, string current, string update)
    {
        var ready = pods.Count(PodReadiness.IsReady);
        var updated = pods.Count(p => IsLivingOf(p, update));
        if (set.Text("spec", "updateStrategy", "type") == "RollingUpdate" && updated == pods.Count && ready == pods.Count)
        {
            current = update;
        }

        var status = new JsonObject { ["observedGeneration"] = set.Generation(), ["replicas"] = pods.Count };
        Set(status, "readyReplicas", ready);
        Set(status, "currentReplicas", pods.Count(p => IsLivingOf(p, current)));
        Set(status, "updatedReplicas", updated);
        status["currentRevision"] = current;
        status["updateRevision"] = update;
        status["collisionCount"] = 0;
        status["availableReplicas"] = pods.Count(readiness.IsAvailable);
        return status;
    }

    /// <summary>Zero counts are left out, as a real server leaves them out.</summary>
    public static void Set(JsonObject status, string name, int count)
    {
        if (count != 0)
        {
            status[name] = count;
        }
    }

    static bool IsLivingOf(JsonObject pod, string revision) =>
        !pod.IsTerminating() && pod.Labels().Text(ControllerRevision.HashLabel) == revision;

    static int Count(JsonObject set, string name) => set.Number("status", name) ?? 0;
}
