using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>A workload with what it owns, at one moment.</summary>
/// <param name="Workload">Which workload.</param>
/// <param name="Controller">Its own object.</param>
/// <param name="NewestPods">Its pods of the newest template that are not ending, by name.</param>
/// <param name="OldPods">Its pods of older templates that are not ending, by name.</param>
sealed record RolloutFacts(WorkloadReference Workload, WorkloadFacts Controller, ImmutableArray<PodFacts> NewestPods, ImmutableArray<PodFacts> OldPods)
{
    /// <summary>The ReplicaSet of a Deployment's present template; null when the controller has not made it yet, and for other kinds.</summary>
    public RevisionFacts? Newest { get; init; }

    /// <summary>Names of a Deployment's other ReplicaSets.</summary>
    public ImmutableArray<string> OtherSets { get; init; } = [];

    /// <summary>Its pods of the newest template that ended for good, by name.</summary>
    public ImmutableArray<PodFacts> EndedPods { get; init; } = [];

    /// <summary>Events of the namespace, by the uid of what they are about.</summary>
    public ILookup<string, EventFacts> Events { get; init; } = Surroundings.NoEvents;

    /// <summary>What it is judged against.</summary>
    public Expectation Expected { get; init; } = new(0);

    /// <summary>All its pods that are not ending.</summary>
    public IEnumerable<PodFacts> Pods => NewestPods.Concat(OldPods);

    /// <summary>How many they are.</summary>
    public int Total => NewestPods.Length + OldPods.Length;

    /// <summary>How many of them are ready.</summary>
    public int Ready => Pods.Count(pod => pod.Ready);

    /// <summary>Parts a workload's pods by their template.</summary>
    public static RolloutFacts Split(WorkloadReference workload, WorkloadFacts controller, Surroundings around, IEnumerable<PodFacts> pods, Func<PodFacts, bool> isNewest)
    {
        var all = pods.ToArray();
        Array.Sort(all, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        var (newest, old, ended) = (ImmutableArray.CreateBuilder<PodFacts>(), ImmutableArray.CreateBuilder<PodFacts>(), ImmutableArray.CreateBuilder<PodFacts>());
        foreach (var pod in all)
        {
            var isNew = isNewest(pod);
            if (!pod.Ending)
            {
                (isNew ? newest : old).Add(pod);
            }
            else if (isNew && pod.Ended)
            {
                ended.Add(pod);
            }
        }

        return new RolloutFacts(workload, controller, newest.ToImmutable(), old.ToImmutable()) { EndedPods = ended.ToImmutable(), Events = around.Events };
    }
}
