using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>What a Vault server knows of itself and of the servers beside it. One key opens it.</summary>
/// <param name="Pod">Its pod.</param>
/// <param name="Address">The address of its pod.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsSealed">Whether it is sealed.</param>
/// <param name="IsHighlyAvailable">Whether it is one of several.</param>
/// <param name="Leader">The pod, address and start of the active server, or null while there is none.</param>
internal sealed record VaultStatus(string Pod, string Address, string Version, bool IsSealed, bool IsHighlyAvailable, VaultLeader? Leader)
{
    public bool IsActive => Leader?.Pod == Pod;

    /// <summary>The state of the server in a container; needs the gate.</summary>
    public static VaultStatus Of(Cluster cluster, JsonObject pod, ContainerRun container)
    {
        var peers = cluster.Store.List(ResourceKinds.Pods, pod.Namespace()).Select(p => p.Value)
            .Where(p => p.ControllerUid() is { } uid && uid == pod.ControllerUid()).ToList();
        return Of(pod, container.Image?.Tag ?? "", container.Image is { Mode.IsSealed: true }, peers);
    }

    /// <summary>The state of a server in a pod, of which the pods beside it tell who leads: the one that has been ready for longest.</summary>
    public static VaultStatus Of(JsonObject pod, string version, bool isSealed, IReadOnlyCollection<JsonObject> peers)
    {
        var serving = peers.Where(p => !p.IsTerminating() && p.IsConditionTrue("Ready")).Select(Leading)
            .OrderBy(l => l.Since).ThenBy(l => l.Pod, StringComparer.Ordinal).FirstOrDefault();
        var leader = serving ?? (isSealed ? null : Leading(pod));
        return new(pod.Name(), pod.Text("status", "podIP") ?? "", version, isSealed, peers.Count > 1, leader);
    }

    static VaultLeader Leading(JsonObject pod) => new(pod.Name(), pod.Text("status", "podIP") ?? "", pod.Condition("Ready").Text("lastTransitionTime") ?? "");
}

/// <summary>The active server of several.</summary>
/// <param name="Pod">Its pod.</param>
/// <param name="Address">The address of its pod.</param>
/// <param name="Since">Since when, as Kubernetes writes times.</param>
internal sealed record VaultLeader(string Pod, string Address, string Since);
