using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>One row of the fault catalogue.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Name">What it is called, in a few words.</param>
abstract record FaultRule(string Code, string Name)
{
    /// <summary>What brings it about, in one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>When it dooms a rollout, in words with the default limits.</summary>
    public required string Fatal { get; init; }

    /// <summary>What proves it.</summary>
    public required string Evidence { get; init; }

    /// <summary>What an operator can do about it.</summary>
    public required string Hint { get; init; }

    /// <summary>Share of the new pods that must show it, 0 to 1; 0 when one is enough.</summary>
    public double Share { get; init; }

    /// <summary>What a rollout is that shows it: Doomed, or Stalled when it may still end well once somebody acts.</summary>
    public RolloutState State { get; init; } = RolloutState.Doomed;

    /// <summary>True for what every rollout goes through; while it lasts it is no news.</summary>
    public bool IsCommon { get; init; }

    /// <summary>What is said of such a state when the Deployment's own deadline is over before the rule's time is; empty when the rule's words hold at any time.</summary>
    public string Early { get; init; } = "";

    /// <summary>Adds what it finds in a rollout.</summary>
    public abstract void Find(RolloutFacts facts, JudgeLimits limits, List<Suspicion> found);
}
