using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>All faults of rollouts, in the order in which they are believed: what names a cause comes before what only shows an effect.</summary>
static class FaultCatalogue
{
    /// <summary>A pod of an older template that the controller waits for. It has no rule of its own: the others are asked of that pod.</summary>
    public static FaultRule Blocked { get; } = new RolloutRule("K-BLOCKED", "Blocked by a broken old pod", (_, _) => null)
    {
        Cause = "The controller replaces no pod before an old one is ready, and that one is broken.",
        Fatal = "Stalled when another fault dooms the old pod.",
        Evidence = "That of the old pod's own fault",
        Hint = "The controller replaces no pod before this one is ready, and it will not be: kubectl delete pod",
        State = RolloutState.Stalled,
    };

    /// <summary>What others do to a rollout; asked before it may count as complete.</summary>
    public static ImmutableArray<FaultRule> Foreign { get; } = [.. ForeignRules.Rows];

    /// <summary>What may show between moments at which everything counts as ready; asked before a rollout may count as complete, too.</summary>
    public static ImmutableArray<FaultRule> Relapses { get; } = [RunningRules.Liveness];

    /// <summary>What can be wrong with it.</summary>
    public static ImmutableArray<FaultRule> Rules { get; } =
    [
        .. ImageRules.Rows,
        .. StartRules.Rows,
        .. RunningRules.Rows,
        .. VolumeRules.Rows,
        .. CreationRules.Rows,
        .. PlacingRules.Rows,
        .. NodeRules.Rows,
        .. RolloutRules.Rows,
        RunningRules.NeverReady,
        ImageRules.Slow,
        RolloutRules.Deadline,
    ];

    /// <summary>Every row, for people.</summary>
    public static ImmutableArray<FaultRule> All { get; } = [.. Foreign, Blocked, .. Rules];

    /// <summary>What some rules find in a rollout, in the order of the rules.</summary>
    public static List<Suspicion> Suspect(ImmutableArray<FaultRule> rules, RolloutFacts facts, JudgeLimits limits)
    {
        var found = new List<Suspicion>();
        foreach (var rule in rules)
        {
            rule.Find(facts, limits, found);
        }

        return found;
    }
}
