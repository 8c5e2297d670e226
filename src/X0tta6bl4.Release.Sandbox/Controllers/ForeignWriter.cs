using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Somebody who has other plans with a Deployment: what the scenario wants of it is written whenever it is not so.</summary>
internal sealed class ForeignWriter(Cluster cluster, ClusterFaults faults)
{
    const string StrategicPatch = "application/strategic-merge-patch+json";
    readonly ObjectWriter writer = new(cluster);
    readonly HashSet<string> planned = new(StringComparer.Ordinal);

    /// <summary>A Deployment was created or changed; needs the gate.</summary>
    public void Observe(StoredObject deployment)
    {
        // Not planned anew by each change of the status: that would put it off for as long as the rollout moves.
        if (faults.Of(deployment.Value) is { Writer: { } foreign } && planned.Add(deployment.Value.Uid()))
        {
            cluster.Plan($"foreign/{deployment.Value.Uid()}", foreign.After, () => Write(deployment.Namespace, deployment.Name, deployment.Value.Uid()));
        }
    }

    void Write(string ns, string name, string uid)
    {
        planned.Remove(uid);
        if (cluster.Store.Find(ResourceKinds.Deployments, ns, name) is { } live && faults.Of(live.Value) is { Writer: { } foreign } fault)
        {
            var patch = JsonNode.Parse(FaultText.Fill(foreign.Patch, live.Value, fault))!;
            writer.Update(live, ObjectPatcher.Patched(live.Value, StrategicPatch, patch), new(foreign.Manager, false, false, null));
        }
    }
}
