using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of images and their pulls.</summary>
static class ImageRules
{
    const string Told = "The container's waiting reason and message; the pod's events Failed";

    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        Pull("K-IMG-NAME", "Invalid image name", ContainerTrouble.ImageName, null, seen => seen.Container.WaitMessage) with
        {
            Cause = "The image's name cannot be parsed, so no registry is ever asked.",
            Fatal = "At once.",
            Hint = "Correct the image's name; the node cannot even parse it.",
        },
        Pull("K-IMG-NEVER", "Image not on the node", ContainerTrouble.NeverPulled, null, _ => "is not on the node, and imagePullPolicy Never forbids to pull it") with
        {
            Cause = "imagePullPolicy is Never, and the node does not have the image.",
            Fatal = "At once.",
            Hint = "Bring the image to the nodes, or set imagePullPolicy to IfNotPresent.",
        },
        Pull("K-IMG-PLATFORM", "Image of another platform", ContainerTrouble.WrongPlatform, null, seen => $"is not made for this node's platform ({Why(seen)})") with
        {
            Cause = "The image has no variant for the node's operating system and processor, or holds a program for another one (exec format error).",
            Fatal = "At once.",
            Hint = "Build and push the image for every platform of the nodes.",
        },
        Pull("K-IMG-NOTFOUND", "Image not found", ContainerTrouble.ImageAbsent, null, seen => $"does not exist ({Why(seen)})") with
        {
            Cause = "The registry that nodes pull from answers that it does not have the image.",
            Fatal = "At once.",
            Hint = "Push the image, or correct its name or tag; the registry that nodes pull from does not have it.",
        },
        Pull("K-IMG-AUTH", "Pull denied", ContainerTrouble.PullDenied, limits => limits.PullDenied, seen => $"may not be pulled: {Why(seen)}") with
        {
            Cause = "The registry refuses the node's credentials, or does not say whether the image exists.",
            Fatal = "20 s after the first refusal: a second try follows within 15 s.",
            Hint = "Check the imagePullSecrets of the pod and of its service account, and whether the name is right.",
        },
        Pull("K-IMG-RATE", "Registry limits pulls", ContainerTrouble.RateLimited, limits => limits.ImagePull, seen => $"cannot be pulled: {Why(seen)}") with
        {
            Cause = "The registry answers that this address or account has pulled too much.",
            Fatal = "45 s after the first refusal.",
            Hint = "Pull with an account of your own, or through a mirror; limits end after hours, not seconds.",
        },
        Pull("K-IMG-REGISTRY", "Registry unreachable", ContainerTrouble.RegistryAway, limits => limits.ImagePull, seen => $"cannot be pulled: {Why(seen)}") with
        {
            Cause = "Nodes do not reach the registry, or it does not answer in time: network, DNS, certificate, or the registry itself.",
            Fatal = "45 s after the first failure; one time-out passes.",
            Hint = "Check from a node that the registry that it pulls from answers.",
        },
        Pull("K-IMG-PULL", "Pull fails", ContainerTrouble.PullFails, limits => limits.ImagePull, seen => $"cannot be pulled: {Why(seen)}") with
        {
            Cause = "The pull fails for a reason that the runtime does not tell.",
            Fatal = "45 s after the first failure.",
            Hint = "Check that nodes reach the registry, and the pull secret of the pod's service account; the runtime's log on the node says more.",
        },
    ];

    /// <summary>The row of a pull that takes long; it comes after those that name a failure.</summary>
    public static FaultRule Slow { get; } = new PodRule(
        "K-IMG-SLOW",
        "Pull takes too long",
        seen => seen.IsBeingMade && PullOf(seen) is { } pull ? pull.Last + seen.Limits.SlowPull : null,
        seen => $"its image is still being pulled: {PullOf(seen)?.Message}")
    {
        Cause = "The pull was begun and neither ends nor fails: a very large image, a slow line, or a registry that hangs.",
        Fatal = "10 min after the pull began.",
        Evidence = "The pod's event Pulling without a later Pulled or Failed",
        Hint = "Look at the node's network and at the image's size; pull it on the nodes beforehand.",
        IsCommon = true,
    };

    static ContainerRule Pull(string code, string name, ContainerTrouble trouble, Func<JudgeLimits, TimeSpan>? window, Func<SeenContainer, string> says) => new(
        code,
        name,
        seen => TroubleOf(seen) != trouble ? null : window is null ? Suspicion.AtOnce : FirstFailure(seen) + window(seen.Limits),
        seen => $"image {seen.Container.Image} {says(seen)}")
    {
        Cause = "",
        Fatal = "",
        Evidence = Told,
        Hint = "",
        OnlyTroubled = true,
    };

    /// <summary>While a node backs off, older kubelets do not repeat why; the event of the failed pull does.</summary>
    static ContainerTrouble TroubleOf(SeenContainer seen) =>
        seen.Container is { Trouble: ContainerTrouble.PullFails, WaitReason: "ImagePullBackOff" } && LastFailure(seen) is { } failure ? TroubleWords.OfPull(failure.Message) : seen.Container.Trouble;

    static string Why(SeenContainer seen) => seen.Container switch
    {
        { WaitReason: "ImagePullBackOff" } when LastFailure(seen) is { } failure => failure.Message,
        { WaitMessage.Length: > 0 } container => $"{container.WaitReason} {container.WaitMessage}",
        { Exit: { } exit } => exit.Message,
        var container => container.WaitReason,
    };

    /// <summary>Without events the pod's scheduling stands in, which is too early where a long pull failed at last.</summary>
    static DateTimeOffset FirstFailure(SeenContainer seen) => Failures(seen).Select(failure => (DateTimeOffset?)failure.First).Min() ?? seen.Scheduled;

    static EventFacts? LastFailure(SeenContainer seen) => Failures(seen).MaxBy(failure => failure.Last);

    static IEnumerable<EventFacts> Failures(SeenContainer seen)
    {
        var words = $"Failed to pull image \"{seen.Container.Image}\"";
        return seen.Events.Where(happened => happened.Reason == "Failed" && happened.Message.StartsWith(words, StringComparison.Ordinal));
    }

    static EventFacts? PullOf(SeenPod seen) =>
        seen.Events.Where(happened => happened.Reason is "Pulling" or "Pulled" or "Failed").MaxBy(happened => happened.Last) is { Reason: "Pulling" } pull ? pull : null;
}
