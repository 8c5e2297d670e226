using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>What a kubelet tells about its containers, and what it has to look up to tell it. Needs the gate throughout.</summary>
internal sealed class PodEvents(Cluster cluster, EventRecorder events, ClusterFaults faults)
{
    const string Component = "kubelet";

    public JsonObject Pod(PodRun run) => cluster.Store.Find(ResourceKinds.Pods, run.Namespace, run.Name)?.Value ?? [];

    public JsonObject Spec(PodRun run, ContainerRun container) =>
        Pod(run).Items("spec", container.ListName).FirstOrDefault(c => c.Text("name") == container.Name) ?? [];

    public void Tell(PodRun run, ContainerRun container, string reason, string message) =>
        events.Normal(Pod(run), Component, reason, message, container.FieldPath);

    public void Warn(PodRun run, ContainerRun container, string reason, string message) =>
        events.Warning(Pod(run), Component, reason, message, container.FieldPath);

    /// <summary>Tells of a pod as a whole.</summary>
    public void Warn(PodRun run, string reason, string message) => events.Warning(Pod(run), Component, reason, message);

    /// <summary>What the scenario does to a container, or null.</summary>
    public PodFault? Fault(ContainerRun container) => faults.OfImage(container.ImageText);

    /// <summary>What the scenario does to a pod, or null.</summary>
    public PodFault? Fault(PodRun run) => faults.Of(Pod(run));

    /// <summary>A message of a fault with the names of the pod.</summary>
    public string Fill(string text, PodRun run, PodFault fault) => FaultText.Fill(text, Pod(run), fault);
}
