namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Rules on image pulls.</summary>
static class ImageRules
{
    /// <summary>What registries and runtimes say of an image that is not there. "host not found" is a matter of names, not of images.</summary>
    static readonly string[] Absent = ["not found", "manifest unknown", "NotFound", "name unknown"];

    static readonly string[] OtherThings = ["host not found", "no such host", "server misbehaving"];

    /// <summary>K-IMG-NAME.</summary>
    public static Symptom? BadName(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        container.WaitReason == "InvalidImageName" ? Symptom.Of(pod, container, $"image {container.Image}: {container.WaitMessage}", Symptom.AtOnce) : null;

    /// <summary>K-IMG-NOTFOUND: no waiting helps.</summary>
    public static Symptom? NotFound(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        IsPullFailure(container) && SaysAbsent(container.WaitMessage)
            ? Symptom.Of(pod, container, $"image {container.Image} does not exist ({container.WaitMessage})", Symptom.AtOnce)
            : null;

    /// <summary>K-IMG-PULL: denied, unreachable or undisclosed.</summary>
    public static Symptom? PullFails(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        IsPullFailure(container) && !SaysAbsent(container.WaitMessage)
            ? Symptom.Of(pod, container, $"image {container.Image} cannot be pulled: {container.WaitReason} {container.WaitMessage}", Since(pod) + limits.ImagePull)
            : null;

    static bool IsPullFailure(ContainerFacts container) =>
        container.WaitReason is "ErrImagePull" or "ImagePullBackOff" or "ErrImageNeverPull" or "RegistryUnavailable" or "ImageInspectError";

    static bool SaysAbsent(string message) =>
        Array.Exists(Absent, words => message.Contains(words, StringComparison.Ordinal))
        && !Array.Exists(OtherThings, words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    static DateTimeOffset Since(PodFacts pod) =>
        (pod.Condition("PodScheduled") is { Status: "True", Since: { } scheduled } ? scheduled : pod.Created) ?? DateTimeOffset.MinValue;
}
