using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What the judge needs of a workload's own object. Each kind counts its pods in fields of its own, and has its own mark for those of the
/// newest template; the rest of the judging is the same.</summary>
abstract record WorkloadFacts
{
    /// <summary>metadata.name.</summary>
    public required string Name { get; init; }

    /// <summary>metadata.uid.</summary>
    public required string Uid { get; init; }

    /// <summary>metadata.generation.</summary>
    public required long Generation { get; init; }

    /// <summary>The generation that the status speaks of.</summary>
    public required long Observed { get; init; }

    /// <summary>How many pods are wanted.</summary>
    public required int Desired { get; init; }

    /// <summary>Pods of the newest template, as the controller counts them.</summary>
    public required int Updated { get; init; }

    /// <summary>Available pods of any template, as the controller counts them.</summary>
    public required int Available { get; init; }

    /// <summary>status.conditions.</summary>
    public required ImmutableArray<ConditionFacts> Conditions { get; init; }

    /// <summary>Image of each container of the pod template.</summary>
    public ImmutableArray<(string Container, string Image)> Images { get; init; } = [];

    /// <summary>Who wrote into the pod template.</summary>
    public ImmutableArray<FieldWriter> Writers { get; init; } = [];

    /// <summary>True while somebody has told the controller to roll nothing out.</summary>
    public bool Paused { get; init; }

    /// <summary>True when pods get the newest template only once somebody deletes them.</summary>
    public bool OnDelete { get; init; }

    /// <summary>True when a pod has done its part once it is ready; false when it has to end well.</summary>
    public virtual bool WantsReadyPods => true;

    /// <summary>How many wanted pods the controller may take away before new ones are ready.</summary>
    public virtual int MaxUnavailable => 1;

    /// <summary>Picks what belongs to this workload out of what its namespace has.</summary>
    public abstract RolloutFacts With(WorkloadReference workload, Surroundings around);

    /// <summary>What is said of the rollout once all that the controller does by itself is done; null before.</summary>
    public abstract string? Completion(RolloutFacts facts);

    /// <summary>What the controller makes before it makes pods, if it is still missing; else null.</summary>
    public virtual string? Awaited(RolloutFacts facts) => null;

    /// <summary>Pods of older templates that the controller waits for before it replaces any; while they are broken, nothing moves.</summary>
    public virtual ImmutableArray<PodFacts> Holding(RolloutFacts facts) => [];

    /// <summary>The order in which pods are replaced one by one.</summary>
    public virtual IEnumerable<PodFacts> InOrder(IEnumerable<PodFacts> pods) => pods;

    /// <summary>The words for a rollout after which no pod has an older template.</summary>
    protected string AllUpdated => Desired == 0 ? "scaled to 0, so nothing runs and nothing was proved" : $"{Desired} of {Desired} updated and available";

    /// <summary>The words for pods that wait until they are deleted.</summary>
    protected string LeftOld(int old) => old == 0 ? AllUpdated : $"{Desired} of {Desired} available, {old} with an older template until somebody deletes them";

    /// <summary>Image of each container of an object's pod template.</summary>
    protected static ImmutableArray<(string Container, string Image)> ImagesOf(JsonObject manifest) =>
        [.. manifest.Items("spec", "template", "spec", "containers").Select(container => (container.Text("name"), container.Text("image")))];
}
