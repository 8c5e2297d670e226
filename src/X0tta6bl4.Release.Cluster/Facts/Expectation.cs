namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What a rollout is judged against.</summary>
/// <param name="Generation">Least generation that must have been observed; earlier states are not judged.</param>
/// <param name="Container">The container that was changed; empty when none is known.</param>
/// <param name="Image">The image that was written for it, as it stands in the template; empty when none is known.</param>
/// <param name="Since">When the change was made, by the cluster's clock; events about the workload itself from before belong to rollouts before. Null for no limit.</param>
sealed record Expectation(long Generation, string Container = "", string Image = "", DateTimeOffset? Since = null);
