using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>A reading, and what the judge wants next.</summary>
/// <param name="Reading">The verdict.</param>
/// <param name="LookAgain">When the verdict may change without any event; null when only an event can change it.</param>
/// <param name="Culprit">The symptom behind a doomed reading, or behind one that a broken old pod has stalled; null for others.</param>
sealed record Judgement(RolloutReading Reading, DateTimeOffset? LookAgain = null, Symptom? Culprit = null);
