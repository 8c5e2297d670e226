using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Makes a pod of its owner's template.</summary>
internal static class PodFactory
{
    /// <summary>A pod that belongs to its owner; not stored, and without what a server fills in.</summary>
    public static JsonObject Make(Cluster cluster, JsonObject owner, JsonObject template, string name)
    {
        var metadata = (template.At("metadata") as JsonObject ?? []).Copy();
        metadata["generateName"] = $"{owner.Name()}-";
        metadata["name"] = name;
        metadata["namespace"] = owner.Namespace();
        metadata["uid"] = cluster.Chance.Uid();
        metadata["creationTimestamp"] = cluster.Clock.Now.Stamp();
        metadata["ownerReferences"] = new JsonArray(owner.ControllerReference());
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = template.At("spec")?.DeepClone() ?? new JsonObject(),
        };
    }

    /// <summary>Fills in what a server does, and stores the pod.</summary>
    public static StoredObject Store(Cluster cluster, JsonObject pod)
    {
        Api.Defaults.Apply(ResourceKinds.Pods, pod);
        Api.Allocation.Apply(ResourceKinds.Pods, pod, null, cluster);
        return cluster.Store.Put(ResourceKinds.Pods, pod);
    }
}
