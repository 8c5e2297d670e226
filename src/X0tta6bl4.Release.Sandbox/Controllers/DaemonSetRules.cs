using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>What a DaemonSet's controller does next, by the rules of the real one without surge.</summary>
/// <param name="Nodes">The nodes that shall have a pod, in order.</param>
/// <param name="MaxUnavailable">How many nodes an update may leave without an available pod; null when pods are never deleted for an update.</param>
internal sealed record DaemonSetRules(ImmutableArray<string> Nodes, int? MaxUnavailable)
{
    public static DaemonSetRules Of(JsonObject set, ImmutableArray<string> nodes) => new(
        nodes,
        set.Text("spec", "updateStrategy", "type") == "OnDelete" ? null
            : Math.Max(1, RollingUpdate.Absolute(set.At("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"), nodes.Length, roundUp: true)));

    /// <summary>All that can be done now; a node gets its new pod when the old one has gone for good.</summary>
    public DaemonActions Next(IReadOnlyCollection<DaemonPod> pods)
    {
        var byNode = pods.ToLookup(p => p.Node);
        var living = pods.Where(p => !p.IsTerminating).ToList();
        var astray = living.Where(p => !Nodes.Contains(p.Node));
        var doubled = Nodes.SelectMany(n => byNode[n].Where(p => !p.IsTerminating).Skip(1));
        return new([.. Nodes.Where(n => !byNode[n].Any())], [.. astray.Concat(doubled).Concat(Outdated(byNode)).Select(p => p.Name).Distinct()]);
    }

    // Old pods that serve nobody go at once; of the others only as many as may be missing.
    IEnumerable<DaemonPod> Outdated(ILookup<string, DaemonPod> byNode)
    {
        if (MaxUnavailable is not { } allowed)
        {
            return [];
        }

        var old = Nodes.SelectMany(n => byNode[n].Take(1)).Where(p => !p.IsUpdated && !p.IsTerminating).ToList();
        var missing = Nodes.Count(n => !byNode[n].Any(p => p.IsAvailable && !p.IsTerminating));
        return [.. old.Where(p => !p.IsAvailable), .. old.Where(p => p.IsAvailable).Take(Math.Max(0, allowed - missing))];
    }
}
