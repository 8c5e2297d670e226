using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>A node that joins a cluster, takes pods and is heard of no more a little later. Needs the gate throughout.</summary>
internal sealed class LostNode(Cluster cluster, EventRecorder events)
{
    const string Component = "node-controller";
    const string Taint = "node.kubernetes.io/unreachable";
    static readonly string[] Effects = ["NoSchedule", "NoExecute"];
    static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    string Name => $"{cluster.Name}-node-2";

    /// <summary>The name of the node, which has joined with that, or null when it cannot be used any more.</summary>
    public string? Join(string like)
    {
        if (cluster.Store.Find(ResourceKinds.Nodes, "", Name) is { } known)
        {
            return known.Value.IsConditionTrue("Ready") ? Name : null;
        }

        var node = cluster.Store.Find(ResourceKinds.Nodes, "", like)?.Value.Copy() ?? [];
        node.Metadata()["name"] = Name;
        node.Metadata()["uid"] = cluster.Chance.Uid();
        node.Metadata()["creationTimestamp"] = cluster.Clock.Now.Stamp();
        node.Ensure("metadata", "labels")["kubernetes.io/hostname"] = Name;
        cluster.Store.Put(ResourceKinds.Nodes, node);
        cluster.Plan($"lost/{Name}", Life, Lose);
        return Name;
    }

    void Lose()
    {
        if (cluster.Store.Find(ResourceKinds.Nodes, "", Name) is not { } node)
        {
            return;
        }

        events.Normal(node.Value, Component, "NodeNotReady", $"Node {Name} status is now: NodeNotReady");
        cluster.Amend(node, n =>
        {
            PodStatus.Set(n.Ensure("status").EnsureArray("conditions"), "Ready", null, ("NodeStatusUnknown", "Kubelet stopped posting node status."), cluster.Clock.Now.Stamp());
            n.Ensure("spec")["taints"] = new JsonArray([.. Effects.Select(e => new JsonObject { ["key"] = Taint, ["effect"] = e })]);
        });
        foreach (var pod in cluster.Store.List(ResourceKinds.Pods).Where(p => p.Value.Text("spec", "nodeName") == Name).ToList())
        {
            events.Warning(pod.Value, Component, "NodeNotReady", "Node is not ready");
            cluster.Amend(pod, p => PodStatus.Set(p.Ensure("status").EnsureArray("conditions"), "Ready", false, null, cluster.Clock.Now.Stamp()));
        }
    }
}
