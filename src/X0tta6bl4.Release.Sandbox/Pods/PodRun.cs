using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>A pod as its node sees it.</summary>
internal sealed class PodRun(JsonObject pod)
{
    public string Uid { get; } = pod.Uid();

    public string Namespace { get; } = pod.Namespace();

    public string Name { get; } = pod.Name();

    public ImmutableArray<ContainerRun> InitContainers { get; } =
        [.. pod.Items("spec", "initContainers").Select(c => new ContainerRun(pod.Uid(), c, isInit: true))];

    public ImmutableArray<ContainerRun> Containers { get; } =
        [.. pod.Items("spec", "containers").Select(c => new ContainerRun(pod.Uid(), c, isInit: false))];

    /// <summary>Containers of both kinds.</summary>
    public IEnumerable<ContainerRun> All => InitContainers.Concat(Containers);

    public bool IsDraining { get; set; }

    /// <summary>Why the pod has failed as a whole, or null.</summary>
    public (string Reason, string Message)? Failure { get; set; }

    public bool IsInitialized => InitContainers.All(c => c.IsReady);

    /// <summary>Whether all containers are ready, and the pod has not failed.</summary>
    public bool IsReady => Failure is null && All.All(c => c.IsReady);

    public string Key(string what, ContainerRun container) => $"{what}/{Uid}/{container.Name}";
}
