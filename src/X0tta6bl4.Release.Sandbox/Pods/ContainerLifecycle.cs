using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>Containers are pulled, started, probed, crash and are restarted.</summary>
/// <param name="cluster">The cluster; its gate is held throughout.</param>
/// <param name="images">What can be pulled.</param>
/// <param name="events">Where events go.</param>
/// <param name="changed">Called when the status of a pod must be written.</param>
internal sealed class ContainerLifecycle(Cluster cluster, ImageCatalog images, EventRecorder events, Action<PodRun> changed)
{
    const string Component = "kubelet";
    static readonly TimeSpan PullTime = TimeSpan.FromMilliseconds(180);
    static readonly TimeSpan StartTime = TimeSpan.FromMilliseconds(80);
    static readonly TimeSpan ListenTime = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan CrashTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    readonly HashSet<string> onNode = new(StringComparer.Ordinal);

    public void StartAll(PodRun run)
    {
        foreach (var container in run.Containers)
        {
            Pull(run, container);
        }

        changed(run);
    }

    /// <summary>Takes a running and ready pod as it is; false when it has to be started instead.</summary>
    public bool Restore(PodRun run, JsonObject pod)
    {
        foreach (var container in run.Containers)
        {
            var status = pod.Items("status", "containerStatuses").FirstOrDefault(s => s.Text("name") == container.Name);
            container.Restarts = status.Number("restartCount") ?? 0;
            container.Image = images.Find(cluster.Name, ImageReference.Parse(container.ImageText));
            if (!status.Flag("ready") || container.Image is null || status.Time("state", "running", "startedAt") is not { } started)
            {
                return false;
            }

            onNode.Add(container.ImageText);
            container.Phase = ContainerPhase.Running;
            container.StartedAt = started;
            container.IsReady = true;
            container.Unseal();
            container.Log = StartLog(container);
        }

        return true;
    }

    public void Stop(PodRun run, JsonObject pod)
    {
        foreach (var container in run.Containers)
        {
            Forget(run);
            if (container.IsRunning)
            {
                events.Normal(pod, Component, "Killing", $"Stopping container {container.Name}", FieldPath(container));
            }
        }
    }

    public void Forget(PodRun run)
    {
        foreach (var container in run.Containers)
        {
            foreach (var what in new[] { "pull", "run", "probe", "crash" })
            {
                cluster.Forget(run.Key(what, container));
            }
        }
    }

    void Pull(PodRun run, ContainerRun container)
    {
        var policy = Spec(run, container).Text("imagePullPolicy");
        if (policy != "Always" && onNode.Contains(container.ImageText))
        {
            container.Image = images.Find(cluster.Name, ImageReference.Parse(container.ImageText)) ?? container.Image;
            Tell(run, container, "Pulled", $"Container image \"{container.ImageText}\" already present on machine");
            cluster.Plan(run.Key("run", container), StartTime, () => Start(run, container));
            return;
        }

        Tell(run, container, "Pulling", $"Pulling image \"{container.ImageText}\"");
        cluster.Plan(run.Key("pull", container), PullTime, () => Pulled(run, container));
    }

    void Pulled(PodRun run, ContainerRun container)
    {
        container.Image = images.Find(cluster.Name, ImageReference.Parse(container.ImageText));
        if (container.Image is null)
        {
            PullFailed(run, container);
        }
        else
        {
            onNode.Add(container.ImageText);
            Tell(run, container, "Pulled", $"Successfully pulled image \"{container.ImageText}\" in 180ms (180ms including waiting). Image size: {container.Image.Size} bytes.");
            cluster.Plan(run.Key("run", container), StartTime, () => Start(run, container));
        }

        changed(run);
    }

    void PullFailed(PodRun run, ContainerRun container)
    {
        var name = ImageReference.Parse(container.ImageText).Familiar();
        var cause = $"failed to pull and unpack image \"{name}\": failed to resolve reference \"{name}\": {name}: not found";
        var message = $"rpc error: code = NotFound desc = {cause}";
        Wait(container, "ErrImagePull", message);
        Warn(run, container, "Failed", $"Failed to pull image \"{container.ImageText}\": {message}");
        Warn(run, container, "Failed", "Error: ErrImagePull");
        var pause = BackOff(container.FailedPulls++);
        cluster.Plan(run.Key("pull", container), TimeSpan.FromSeconds(1), () =>
        {
            Wait(container, "ImagePullBackOff", $"Back-off pulling image \"{container.ImageText}\": ErrImagePull: {message}");
            Tell(run, container, "BackOff", $"Back-off pulling image \"{container.ImageText}\"");
            Warn(run, container, "Failed", "Error: ImagePullBackOff");
            changed(run);
            cluster.Plan(run.Key("pull", container), pause, () => Pull(run, container));
        });
    }

    void Start(PodRun run, ContainerRun container)
    {
        Tell(run, container, "Created", $"Created container: {container.Name}");
        Tell(run, container, "Started", $"Started container {container.Name}");
        container.Phase = ContainerPhase.Running;
        container.StartedAt = cluster.Clock.Now;
        container.PreviousLog = container.Restarts > 0 ? container.Log : null;
        container.Log = StartLog(container);
        container.IsReady = Spec(run, container).At("readinessProbe") is null;
        if (container.Image is { Mode.Crashes: true })
        {
            cluster.Plan(run.Key("crash", container), CrashTime, () => Crash(run, container));
        }
        else if (!container.IsReady)
        {
            var delay = TimeSpan.FromSeconds(Spec(run, container).Number("readinessProbe", "initialDelaySeconds") ?? 0);
            cluster.Plan(run.Key("probe", container), ListenTime + delay, () => Probe(run, container));
        }

        changed(run);
    }

    void Probe(PodRun run, ContainerRun container)
    {
        var spec = Spec(run, container);
        var failure = ReadinessProbe.Failure(cluster, Pod(run), spec, container);
        container.IsReady = failure is null;
        if (failure is not null)
        {
            Warn(run, container, "Unhealthy", $"Readiness probe failed: {failure}");
            var period = TimeSpan.FromSeconds(spec.Number("readinessProbe", "periodSeconds") ?? 10);
            cluster.Plan(run.Key("probe", container), period, () => Probe(run, container));
        }

        changed(run);
    }

    void Crash(PodRun run, ContainerRun container)
    {
        container.Log.Add("mode crash: giving up");
        container.Phase = ContainerPhase.Terminated;
        container.FinishedAt = cluster.Clock.Now;
        container.IsReady = false;
        cluster.Forget(run.Key("probe", container));
        changed(run);
        cluster.Plan(run.Key("run", container), StartTime, () => AfterCrash(run, container));
    }

    // The first restart comes at once, each later one twice as late as the one before.
    void AfterCrash(PodRun run, ContainerRun container)
    {
        container.LastCrash = (container.StartedAt ?? cluster.Clock.Now, container.FinishedAt ?? cluster.Clock.Now);
        if (container.Restarts == 0)
        {
            Restart(run, container);
            return;
        }

        var pause = BackOff(container.Restarts - 1);
        var text = pause < TimeSpan.FromMinutes(1) ? $"{pause.TotalSeconds:0}s" : $"{(int)pause.TotalMinutes}m{pause.Seconds}s";
        Wait(container, "CrashLoopBackOff", $"back-off {text} restarting failed container={container.Name} pod={run.Name}_{run.Namespace}({run.Uid})");
        Warn(run, container, "BackOff", $"Back-off restarting failed container {container.Name} in pod {run.Name}_{run.Namespace}({run.Uid})");
        changed(run);
        cluster.Plan(run.Key("run", container), pause, () => Restart(run, container));
    }

    void Restart(PodRun run, ContainerRun container)
    {
        container.Restarts++;
        container.Image = images.Find(cluster.Name, ImageReference.Parse(container.ImageText)) ?? container.Image;
        Tell(run, container, "Pulled", $"Container image \"{container.ImageText}\" already present on machine");
        Start(run, container);
    }

    static void Wait(ContainerRun container, string reason, string message)
    {
        container.Phase = ContainerPhase.Waiting;
        container.WaitingReason = reason;
        container.WaitingMessage = message;
    }

    static List<string> StartLog(ContainerRun container) =>
        [$"{container.Image?.Component} {container.Image?.Tag}, mode {container.Image?.Mode.Name}, started"];

    static TimeSpan BackOff(int failures)
    {
        var pause = FirstBackOff * Math.Pow(2, Math.Min(failures, 10));
        return pause < LongestBackOff ? pause : LongestBackOff;
    }

    JsonObject Pod(PodRun run) => cluster.Store.Find(ResourceKinds.Pods, run.Namespace, run.Name)?.Value ?? [];

    JsonObject Spec(PodRun run, ContainerRun container) =>
        Pod(run).Items("spec", "containers").FirstOrDefault(c => c.Text("name") == container.Name) ?? [];

    void Tell(PodRun run, ContainerRun container, string reason, string message) =>
        events.Normal(Pod(run), Component, reason, message, FieldPath(container));

    void Warn(PodRun run, ContainerRun container, string reason, string message) =>
        events.Warning(Pod(run), Component, reason, message, FieldPath(container));

    static string FieldPath(ContainerRun container) => $"spec.containers{{{container.Name}}}";
}
