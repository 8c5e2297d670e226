using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>What one container of a pod is doing.</summary>
/// <param name="podUid">The pod's uid.</param>
/// <param name="spec">The container in the pod's spec.</param>
/// <param name="isInit">Whether it is one of the init containers.</param>
internal sealed class ContainerRun(string podUid, JsonObject spec, bool isInit)
{
    /// <summary>The end of a program that did its work.</summary>
    public static readonly ContainerExit Completed = new(0, "Completed");

    public string PodUid { get; } = podUid;

    public string Name { get; } = spec.Text("name") ?? "";

    /// <summary>The image as the pod's spec has it.</summary>
    public string ImageText { get; } = spec.Text("image") ?? "";

    /// <summary>What its environment says of how the estate's own programs behave; null when it says nothing.</summary>
    public ImageMode? Mode { get; } = ImageMode.Parse(spec.Items("env").FirstOrDefault(e => e.Text("name") == "APP_MODE").Text("value"));

    /// <summary>Whether its program ends as soon as it is told to, although nodes still send it requests.</summary>
    public bool EndsAtOnce { get; } = spec.Items("env").FirstOrDefault(e => e.Text("name") == "DRAIN_SECONDS").Text("value") == "0";

    /// <summary>Whether it must end well before the next container starts; it is ready when it has.</summary>
    public bool IsInit { get; } = isInit;

    /// <summary>The list of the pod's spec that has it.</summary>
    public string ListName => IsInit ? "initContainers" : "containers";

    /// <summary>What events call it.</summary>
    public string FieldPath => $"spec.{ListName}{{{Name}}}";

    /// <summary>The image that was pulled; null until then.</summary>
    public Image? Image { get; set; }

    public ContainerPhase Phase { get; set; } = ContainerPhase.Waiting;

    public string WaitingReason { get; set; } = "ContainerCreating";

    public string? WaitingMessage { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>How the run that has ended did so.</summary>
    public ContainerExit Exit { get; set; } = Completed;

    /// <summary>The run before the current one, or null.</summary>
    public EndedRun? LastEnd { get; set; }

    /// <summary>Whether it has been its turn to be started.</summary>
    public bool IsBegun { get; set; }

    public int Restarts { get; set; }

    public int FailedPulls { get; set; }

    /// <summary>Whether its startup probe has succeeded; it may have none.</summary>
    public bool HasStarted { get; set; }

    public bool IsReady { get; set; }

    public List<string> Log { get; set; } = [];

    public List<string>? PreviousLog { get; set; }

    public bool IsRunning => Phase == ContainerPhase.Running;

    /// <summary>A sealed server serves until it is started anew.</summary>
    public void Unseal() => Image = Image is null ? null : Image with { Mode = Image.Mode with { IsSealed = false } };

    public void Wait(string reason, string message)
    {
        Phase = ContainerPhase.Waiting;
        WaitingReason = reason;
        WaitingMessage = message;
    }
}

/// <summary>A run of a container that is over.</summary>
internal sealed record EndedRun(DateTimeOffset Started, DateTimeOffset Finished, ContainerExit Exit);

/// <summary>The three states a container status can have.</summary>
internal enum ContainerPhase
{
    Waiting,
    Running,
    Terminated,
}
