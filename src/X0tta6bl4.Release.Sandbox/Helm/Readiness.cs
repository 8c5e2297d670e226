using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>What <c>--wait</c> waits for.</summary>
internal static class Readiness
{
    public static bool IsReady(JsonObject? live) => live.Text("kind") switch
    {
        null => live is not null,
        // Helm does not wait for pods that somebody else has to delete first.
        "StatefulSet" or "DaemonSet" when live.Text("spec", "updateStrategy", "type") == "OnDelete" => true,
        "Deployment" or "StatefulSet" => IsObserved(live!) && Count(live, "updatedReplicas") >= Wanted(live) && Count(live, "readyReplicas") >= Wanted(live)
            && Count(live, "replicas") <= Wanted(live),
        "DaemonSet" => IsObserved(live!) && Count(live, "updatedNumberScheduled") >= Count(live, "desiredNumberScheduled")
            && Count(live, "numberReady") >= Count(live, "desiredNumberScheduled"),
        _ => true,
    };

    static bool IsObserved(JsonObject live) => Count(live, "observedGeneration") >= live.Generation();

    static int Wanted(JsonNode? live) => live.Number("spec", "replicas") ?? 1;

    static int Count(JsonNode? live, string name) => live.Number("status", name) ?? 0;
}
