using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>The current scenario, as far as it is about the pods of one cluster.</summary>
/// <param name="cluster">The cluster's name.</param>
/// <param name="scenario">The scenario that is being played.</param>
internal sealed class ClusterFaults(string cluster, ScenarioState scenario)
{
    /// <summary>What happens to a container with that image, or null.</summary>
    public PodFault? OfImage(string image) => scenario.FaultOf(image, cluster);

    /// <summary>What happens to a pod, or to the pods of a workload's template, or null.</summary>
    public PodFault? Of(JsonObject about) =>
        FaultText.Containers(about).Select(c => OfImage(c.Text("image") ?? "")).FirstOrDefault(fault => fault is not null);
}
