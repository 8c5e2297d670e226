namespace X0tta6bl4.Release.Planning;

/// <summary>What a judge says of a rollout at one moment.</summary>
/// <param name="State">The verdict.</param>
/// <param name="Message">One line for people, for example <c>2 of 4 updated, 1 not ready</c>.</param>
/// <param name="Counts">Pods by progress.</param>
/// <param name="Fault">The cause when <paramref name="State"/> is Doomed or Stalled; else null.</param>
public sealed record RolloutReading(RolloutState State, string Message, RolloutCounts Counts, Fault? Fault = null);
