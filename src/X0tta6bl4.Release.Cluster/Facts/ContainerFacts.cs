using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What the judge needs of one container of a pod.</summary>
sealed record ContainerFacts
{
    /// <summary>The container's name.</summary>
    public required string Name { get; init; }

    /// <summary>The image as the pod's specification names it.</summary>
    public required string Image { get; init; }

    /// <summary>The digest that the runtime reports; empty when it reports none.</summary>
    public required string Digest { get; init; }

    /// <summary>True for an init container that must end before the others start.</summary>
    public required bool IsInit { get; init; }

    /// <summary>True for an init container that runs on beside the others.</summary>
    public required bool IsSidecar { get; init; }

    /// <summary>The kubelet's readiness.</summary>
    public required bool Ready { get; init; }

    /// <summary>The kubelet's count of restarts.</summary>
    public required int Restarts { get; init; }

    /// <summary>Reason for which it waits; empty when it does not, or without one.</summary>
    public required string WaitReason { get; init; }

    /// <summary>Message with that reason.</summary>
    public required string WaitMessage { get; init; }

    /// <summary>Since when it runs; null when it does not.</summary>
    public required DateTimeOffset? RunningSince { get; init; }

    /// <summary>How it ended: the present end, or else the one before the last restart; null when it never did.</summary>
    public required ExitFacts? Exit { get; init; }

    /// <summary>True when it is ended now and not yet started anew.</summary>
    public required bool IsEnded { get; init; }

    /// <summary>What its start-up probe grants it; null when it has none, or when it has passed.</summary>
    public required TimeSpan? StartBudget { get; init; }

    /// <summary>What its probes grant it from start to ready; null when it has no probe that decides on readiness.</summary>
    public required TimeSpan? ProbeBudget { get; init; }

    /// <summary>What keeps it from running.</summary>
    public required ContainerTrouble Trouble { get; init; }

    /// <summary>True while it is ended, or waits to be started anew.</summary>
    public bool IsDown => IsEnded || WaitReason == "CrashLoopBackOff";

    /// <summary>True while it waits for the kubelet to do something that mostly takes seconds: mount volumes, pull the image, run init containers.</summary>
    public bool IsBeingMade => WaitReason is "ContainerCreating" or "PodInitializing" || (WaitReason.Length == 0 && RunningSince is null && !IsEnded);

    /// <summary>Reads the containers of a pod.</summary>
    public static IEnumerable<ContainerFacts> ReadAll(JsonObject pod, string specs, string statuses, bool isInit)
    {
        var states = pod.Items("status", statuses).ToDictionary(status => status.Text("name"));
        return pod.Items("spec", specs).Select(spec => Read(spec, states.GetValueOrDefault(spec.Text("name")), isInit));
    }

    static ContainerFacts Read(JsonObject spec, JsonObject? status, bool isInit)
    {
        var read = new ContainerFacts
        {
            Name = spec.Text("name"),
            Image = spec.Text("image"),
            Digest = DigestOf(status.Text("imageID")),
            IsInit = isInit && spec.Text("restartPolicy") != "Always",
            IsSidecar = isInit && spec.Text("restartPolicy") == "Always",
            Ready = status.Flag("ready"),
            Restarts = status.Count("restartCount"),
            WaitReason = status.Text("state", "waiting", "reason"),
            WaitMessage = status.Text("state", "waiting", "message"),
            RunningSince = status.Time("state", "running", "startedAt"),
            Exit = ExitFacts.Read(status.At("state", "terminated")) ?? ExitFacts.Read(status.At("lastState", "terminated")),
            IsEnded = status.At("state", "terminated") is not null,
            StartBudget = status.Flag("started") ? null : Budget(spec.At("startupProbe")),
            ProbeBudget = Budget(spec.At("startupProbe")) is var start && Budget(spec.At("readinessProbe")) is var ready && start is null && ready is null
                ? null
                : (start ?? TimeSpan.Zero) + (ready ?? TimeSpan.Zero),
            Trouble = ContainerTrouble.None,
        };
        return read.Ready ? read : read with { Trouble = TroubleOf(read) };
    }

    /// <summary>Docker's ContainerCannotRun with 128 is a race of its own that passes; containerd says StartError with 128 for everything, so there the message decides.</summary>
    static ContainerTrouble TroubleOf(ContainerFacts container) => container switch
    {
        { WaitReason: "InvalidImageName" } => ContainerTrouble.ImageName,
        { WaitReason: "ErrImageNeverPull" } => ContainerTrouble.NeverPulled,
        { WaitReason: "ErrImagePull" or "ImagePullBackOff" or "RegistryUnavailable" or "ImageInspectError" or "SignatureValidationFailed" } => TroubleWords.OfPull(container.WaitMessage),
        { WaitReason: "CreateContainerConfigError" } => TroubleWords.OfConfiguration(container.WaitMessage),
        { WaitReason: "RunContainerError" or "CreateContainerError" } => Or(TroubleWords.OfStart(container.WaitMessage), ContainerTrouble.CannotStart),
        { Exit: { Reason: "ContainerCannotRun", Code: not 128 } exit } => Or(TroubleWords.OfStart(exit.Message), ContainerTrouble.CannotStart),
        { Exit: { Reason: "StartError" } exit } => Or(TroubleWords.OfStart(exit.Message), container.RunningSince is null ? ContainerTrouble.CannotStart : ContainerTrouble.None),
        _ => ContainerTrouble.None,
    };

    static ContainerTrouble Or(ContainerTrouble told, ContainerTrouble other) => told == ContainerTrouble.None ? other : told;

    /// <summary>Runtimes write <c>docker-pullable://NAME@sha256:…</c>, <c>NAME@sha256:…</c> or <c>sha256:…</c>.</summary>
    static string DigestOf(string imageId)
    {
        var digest = imageId[(imageId.LastIndexOf('@') + 1)..];
        digest = digest[(digest.LastIndexOf('/') + 1)..];
        return ImageReference.IsDigest(digest) ? digest : "";
    }

    /// <summary>Kubernetes' own defaults stand in for fields that are absent.</summary>
    static TimeSpan? Budget(JsonNode? probe) => probe is null ? null : TimeSpan.FromSeconds(
        probe.Count("initialDelaySeconds")
        + ((probe.Number("failureThreshold") ?? 3) * (probe.Number("periodSeconds") ?? 10))
        + (probe.Number("timeoutSeconds") ?? 1));
}
