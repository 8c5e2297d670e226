using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>Brings images to the node.</summary>
/// <param name="cluster">The cluster; its gate is held throughout.</param>
/// <param name="images">What can be pulled.</param>
/// <param name="events">Where events go.</param>
/// <param name="changed">Called when the status of a pod must be written.</param>
/// <param name="ready">Called when a container has its image.</param>
internal sealed class ImagePull(Cluster cluster, ImageCatalog images, PodEvents events, Action<PodRun> changed, Action<PodRun, ContainerRun> ready)
{
    static readonly TimeSpan PullTime = TimeSpan.FromMilliseconds(180);

    readonly HashSet<string> onNode = new(StringComparer.Ordinal);

    /// <summary>Notes an image that a running container proves to be there.</summary>
    public void Note(ContainerRun container) => onNode.Add(container.ImageText);

    /// <summary>Sees to it that a container has its image.</summary>
    public void Begin(PodRun run, ContainerRun container)
    {
        var fault = events.Fault(container);
        if (fault?.Image is { } refusal)
        {
            Refuse(run, container, fault, refusal);
            return;
        }

        if (events.Spec(run, container).Text("imagePullPolicy") != "Always" && onNode.Contains(container.ImageText))
        {
            container.Image = Find(container) ?? container.Image;
            events.Tell(run, container, "Pulled", $"Container image \"{container.ImageText}\" already present on machine");
            ready(run, container);
            return;
        }

        events.Tell(run, container, "Pulling", $"Pulling image \"{container.ImageText}\"");
        cluster.Plan(run.Key("pull", container), fault?.PullTime ?? PullTime, () => End(run, container));
    }

    /// <summary>The image of a container as the registry has it, behaving as its environment says; or null.</summary>
    public Image? Find(ContainerRun container) => images.Find(cluster.Name, ImageReference.Parse(container.ImageText)) is { } image
        ? container.Mode is { } mode && !ChartImages.IsOne(image.Repository) ? image with { Mode = mode } : image
        : null;

    // Asked again by each look at the pod.
    void Refuse(PodRun run, ContainerRun container, PodFault fault, ImageRefusal refusal)
    {
        var message = events.Fill(refusal.Message, run, fault);
        container.Wait(refusal.Status, message);
        events.Warn(run, container, refusal.Event, message);
        events.Warn(run, container, "Failed", $"Error: {refusal.Status}");
        changed(run);
        cluster.Plan(run.Key("pull", container), ContainerLifecycle.LookTime, () => Begin(run, container));
    }

    void End(PodRun run, ContainerRun container)
    {
        container.Image = Find(container);
        var name = ImageReference.Parse(container.ImageText).Familiar();
        var fault = events.Fault(container);
        if (fault?.Pull is { } failure)
        {
            Fail(run, container, events.Fill(failure, run, fault));
        }
        else if (container.Image is null)
        {
            Fail(run, container, $"rpc error: code = NotFound desc = failed to pull and unpack image \"{name}\": failed to resolve reference \"{name}\": {name}: not found");
        }
        else
        {
            onNode.Add(container.ImageText);
            events.Tell(run, container, "Pulled", $"Successfully pulled image \"{container.ImageText}\" in 180ms (180ms including waiting). Image size: {container.Image.Size} bytes.");
            ready(run, container);
        }

        changed(run);
    }

    void Fail(PodRun run, ContainerRun container, string message)
    {
        container.Wait("ErrImagePull", message);
        events.Warn(run, container, "Failed", $"Failed to pull image \"{container.ImageText}\": {message}");
        events.Warn(run, container, "Failed", "Error: ErrImagePull");
        var pause = BackOff.After(container.FailedPulls++);
        cluster.Plan(run.Key("pull", container), TimeSpan.FromSeconds(1), () =>
        {
            container.Wait("ImagePullBackOff", $"Back-off pulling image \"{container.ImageText}\": ErrImagePull: {message}");
            events.Tell(run, container, "BackOff", $"Back-off pulling image \"{container.ImageText}\"");
            events.Warn(run, container, "Failed", "Error: ImagePullBackOff");
            changed(run);
            cluster.Plan(run.Key("pull", container), pause, () => Begin(run, container));
        });
    }
}
