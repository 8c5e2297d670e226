using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>What a StatefulSet's controller does next, by the rules of the real one.</summary>
/// <param name="Start">The lowest ordinal.</param>
/// <param name="Replicas">Pods wanted.</param>
/// <param name="IsParallel">Whether pods are created and removed without waiting for each other.</param>
/// <param name="Partition">Pods from this ordinal on are updated; null when pods are never deleted for an update.</param>
internal sealed record StatefulSetRules(int Start, int Replicas, bool IsParallel, int? Partition)
{
    public static StatefulSetRules Of(JsonObject set) => new(
        set.Number("spec", "ordinals", "start") ?? 0,
        set.Number("spec", "replicas") ?? 1,
        set.Text("spec", "podManagementPolicy") == "Parallel",
        set.Text("spec", "updateStrategy", "type") == "OnDelete" ? null : set.Number("spec", "updateStrategy", "rollingUpdate", "partition") ?? 0);

    /// <summary>Whether a pod that is created now gets the template from before the update.</summary>
    public bool IsCreatedAsBefore(int ordinal) => Partition is { } partition && ordinal < partition;

    /// <summary>All that can be done now; what remains waits for the pods to change.</summary>
    public IReadOnlyList<ReplicaAction> Next(IReadOnlyCollection<Replica> pods)
    {
        var wanted = Enumerable.Range(Start, Replicas).Select(o => (Ordinal: o, Pod: pods.FirstOrDefault(p => p.Ordinal == o))).ToList();
        var surplus = pods.Where(p => p.Ordinal < Start || p.Ordinal >= Start + Replicas).OrderByDescending(p => p.Ordinal).ToList();
        var missing = wanted.Where(w => w.Pod is null).Select(w => new ReplicaAction(w.Ordinal, false)).ToList();
        if (IsParallel)
        {
            return [.. missing, .. surplus.Where(p => !p.IsTerminating).Select(Deletion), .. Outdated(wanted)];
        }

        // In order: whatever is amiss with a pod holds up everything that comes after it.
        if (wanted.Where(w => w.Pod is not { IsHealthy: true }).Take(1).ToList() is [var (ordinal, held)])
        {
            return held is null ? [new(ordinal, false)] : [];
        }

        return surplus.Count > 0 ? Surplus(surplus) : Outdated(wanted);
    }

    // One at a time from the highest; the rest waits while one is not healthy, unless that is the lowest.
    static IReadOnlyList<ReplicaAction> Surplus(List<Replica> surplus)
    {
        var (highest, firstAmiss) = (surplus[0], surplus.LastOrDefault(p => !p.IsHealthy));
        return highest.IsTerminating || (!highest.IsReady && highest != firstAmiss) ? [] : [Deletion(highest)];
    }

    // From the highest ordinal down, and only while every pod above is healthy.
    IReadOnlyList<ReplicaAction> Outdated(List<(int Ordinal, Replica? Pod)> wanted)
    {
        foreach (var (_, pod) in wanted.Where(w => w.Ordinal >= (Partition ?? int.MaxValue)).Reverse())
        {
            if (pod is { IsUpdated: false, IsTerminating: false })
            {
                return [Deletion(pod)];
            }

            if (pod is not { IsHealthy: true })
            {
                return [];
            }
        }

        return [];
    }

    static ReplicaAction Deletion(Replica pod) => new(pod.Ordinal, true);
}
