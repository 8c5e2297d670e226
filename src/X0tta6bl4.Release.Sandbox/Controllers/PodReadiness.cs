using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Whether pods are ready, and whether they have been for as long as their owner demands.</summary>
/// <param name="clock">The time of the cluster.</param>
/// <param name="owner">Whose <c>spec.minReadySeconds</c> counts.</param>
internal sealed class PodReadiness(SimulationClock clock, JsonObject owner)
{
    readonly TimeSpan minReady = TimeSpan.FromSeconds(owner.Number("spec", "minReadySeconds") ?? 0);

    /// <summary>Whether a pod counts at all: one that is being deleted or has ended does not.</summary>
    public static bool IsActive(JsonObject pod) => !pod.IsTerminating() && pod.Text("status", "phase") is not ("Failed" or "Succeeded");

    public static bool IsReady(JsonObject pod) => pod.IsConditionTrue("Ready");

    /// <summary>Whether a pod counts as available.</summary>
    public bool IsAvailable(JsonObject pod) => IsReady(pod) && Wait(pod) <= TimeSpan.Zero;

    /// <summary>Simulated time until the next of the ready pods becomes available; null when there is none to wait for.</summary>
    public TimeSpan? NextWait(IEnumerable<StoredObject> pods)
    {
        var waits = pods.Where(p => IsReady(p.Value)).Select(p => Wait(p.Value)).Where(w => w > TimeSpan.Zero).ToList();
        return waits.Count == 0 ? null : waits.Min();
    }

    TimeSpan Wait(JsonObject pod) => minReady == TimeSpan.Zero ? TimeSpan.Zero
        : minReady - clock.Simulated(clock.Now - (pod.Condition("Ready").Time("lastTransitionTime") ?? clock.Now));
}
