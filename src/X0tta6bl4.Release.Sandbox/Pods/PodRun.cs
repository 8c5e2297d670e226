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

    public ImmutableArray<ContainerRun> Containers { get; } =
        [.. pod.Items("spec", "containers").Select(c => new ContainerRun(pod.Uid(), c.Text("name") ?? "", c.Text("image") ?? ""))];

    public bool IsDraining { get; set; }

    public bool IsReady => Containers.All(c => c.IsReady);

    public string Key(string what, ContainerRun container) => $"{what}/{Uid}/{container.Name}";
}
