using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>What belongs to a workload: what names it as its controller, and what it adopts.</summary>
internal static class Ownership
{
    /// <summary>The objects of a kind that a workload controls; orphans that its selector chooses are adopted first. Needs the gate.</summary>
    public static List<StoredObject> Claim(Cluster cluster, JsonObject owner, ResourceKind kind, Func<StoredObject, bool>? isFitting = null)
    {
        var selector = LabelSelector.FromSpec(owner.At("spec", "selector"));
        var orphans = cluster.Store.List(kind, owner.Namespace()).Where(o => o.Value.ControllerUid() is null && !o.Value.IsTerminating()
            && selector.Matches(o.Value.Labels()) && isFitting?.Invoke(o) != false).ToList();
        foreach (var orphan in orphans)
        {
            cluster.Amend(orphan, o => o.Metadata().EnsureArray("ownerReferences").Add(owner.ControllerReference()));
        }

        return [.. cluster.Store.List(kind, owner.Namespace()).Where(o => o.Value.ControllerUid() == owner.Uid())];
    }
}
