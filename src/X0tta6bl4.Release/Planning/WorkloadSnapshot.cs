using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>A workload as the API server had it at one moment.</summary>
/// <param name="Reference">Which workload.</param>
/// <param name="Uid">The object's uid; another uid is another object.</param>
/// <param name="Generation"><c>metadata.generation</c>.</param>
/// <param name="Manifest">The whole object as served. Not to be changed.</param>
/// <param name="Rollout">How its rollout stands.</param>
public sealed record WorkloadSnapshot(WorkloadReference Reference, string Uid, long Generation, JsonObject Manifest, RolloutReading Rollout);
