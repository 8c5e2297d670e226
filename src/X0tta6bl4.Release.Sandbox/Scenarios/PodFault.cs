namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>What happens to pods that have a newer image of one repository than the installed one. Messages may name what they are about, see <see cref="FaultText"/>.</summary>
/// <param name="Repository">The repository; of a pod's containers, the one with its image is meant.</param>
/// <param name="Cluster">The only cluster it is about, or null for all.</param>
internal sealed record PodFault(string Repository, string? Cluster)
{
    /// <summary>Who else writes to the Deployment, or null.</summary>
    public ForeignWrite? Writer { get; init; }

    /// <summary>Why the API server creates no such pod, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>A container that an admission webhook adds, or null.</summary>
    public AddedContainer? Container { get; init; }

    /// <summary>Why no node takes the pod, or null.</summary>
    public string? Unschedulable { get; init; }

    /// <summary>Whether the pod is placed on a new node, which is heard of no more a little later.</summary>
    public bool IsNodeLost { get; init; }

    /// <summary>Whether the node never gets the pod set up, and does not say why.</summary>
    public bool IsHung { get; init; }

    /// <summary>Why a volume of the pod cannot be mounted, or null.</summary>
    public string? Volume { get; init; }

    /// <summary>Why the kubelet does not even pull the image, or null.</summary>
    public ImageRefusal? Image { get; init; }

    /// <summary>How a pull fails, in the words of containerd, or null.</summary>
    public string? Pull { get; init; }

    /// <summary>How long a pull takes, or null for as long as usual.</summary>
    public TimeSpan? PullTime { get; init; }

    /// <summary>Why the container's configuration cannot be made, or null.</summary>
    public string? Configuration { get; init; }

    /// <summary>How the container's start fails, in the words of containerd, or null.</summary>
    public string? Start { get; init; }

    /// <summary>How the pod is ended from outside, each time, or null.</summary>
    public PodEnd? End { get; init; }
}

/// <summary>A container that a pod has and its template has not.</summary>
/// <param name="List">The list of the pod's spec that gets it.</param>
/// <param name="Json">The container.</param>
internal sealed record AddedContainer(string List, string Json);

/// <summary>Why the kubelet does not pull an image.</summary>
/// <param name="Status">What the container waits with.</param>
/// <param name="Event">Reason of the event that says so.</param>
/// <param name="Message">The message of both.</param>
internal sealed record ImageRefusal(string Status, string Event, string Message);

/// <summary>The end of a pod that is not its own doing.</summary>
/// <param name="Reason">Reason of the event, and of the pod's status unless it is deleted.</param>
/// <param name="Message">The message of both.</param>
/// <param name="Disruption">Reason of the pod's condition DisruptionTarget.</param>
internal sealed record PodEnd(string Reason, string Message, string Disruption)
{
    /// <summary>Message of the pod's condition DisruptionTarget.</summary>
    public required string DisruptionMessage { get; init; }

    /// <summary>True for a pod that the scheduler deletes in favour of another, false for one that its node ends and that stays as failed.</summary>
    public bool IsDeletion { get; init; }

    /// <summary>Time from the pod's placement to its end; default 5 seconds.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>A write to a Deployment by somebody else, as soon as it has a newer image and whenever it is not as written.</summary>
/// <param name="Manager">The writer's name in managedFields.</param>
/// <param name="Patch">A strategic merge patch.</param>
internal sealed record ForeignWrite(string Manager, string Patch)
{
    /// <summary>Time from the change of the image to the write; default 0.3 seconds.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(0.3);
}
