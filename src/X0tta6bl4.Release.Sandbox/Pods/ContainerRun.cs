using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>What one container of a pod is doing.</summary>
internal sealed class ContainerRun(string podUid, string name, string imageText)
{
    public string PodUid { get; } = podUid;

    public string Name { get; } = name;

    /// <summary>The image as the pod's spec has it.</summary>
    public string ImageText { get; } = imageText;

    /// <summary>The image that was pulled; null until then.</summary>
    public Image? Image { get; set; }

    public ContainerPhase Phase { get; set; } = ContainerPhase.Waiting;

    public string WaitingReason { get; set; } = "ContainerCreating";

    public string? WaitingMessage { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The run before the current one, or null.</summary>
    public (DateTimeOffset Started, DateTimeOffset Finished)? LastCrash { get; set; }

    public int Restarts { get; set; }

    public int FailedPulls { get; set; }

    public bool IsReady { get; set; }

    public List<string> Log { get; set; } = [];

    public List<string>? PreviousLog { get; set; }

    /// <summary>A sealed server serves until it is started anew.</summary>
    public void Unseal() => Image = Image is null ? null : Image with { Mode = Image.Mode with { IsSealed = false } };

    public bool IsRunning => Phase == ContainerPhase.Running;
}

/// <summary>The three states a container status can have.</summary>
internal enum ContainerPhase
{
    Waiting,
    Running,
    Terminated,
}
