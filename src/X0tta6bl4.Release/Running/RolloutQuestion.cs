using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Which rollout to watch.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Generation">Least <c>metadata.generation</c> that must have been observed; earlier states are not judged.</param>
/// <param name="Container">The container whose image was changed; its log is evidence.</param>
/// <param name="Resumed">True when the change was made before this watch began, so that what is wrong may have been mended in between.</param>
/// <param name="Image">The image that was written for that container, as it stands in the pod template, so that another one is noticed; empty when it is not known.</param>
public sealed record RolloutQuestion(WorkloadReference Workload, long Generation, string Container, bool Resumed = false, string Image = "");
