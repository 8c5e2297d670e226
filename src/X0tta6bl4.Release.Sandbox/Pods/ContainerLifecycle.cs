using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>Containers are pulled, started, probed, end and are restarted.</summary>
internal sealed class ContainerLifecycle
{
    /// <summary>After what time the kubelet looks at a pod again that it could not start.</summary>
    public static readonly TimeSpan LookTime = TimeSpan.FromSeconds(12);

    static readonly TimeSpan StartTime = TimeSpan.FromMilliseconds(80);
    static readonly TimeSpan CrashTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan KillTime = TimeSpan.FromMilliseconds(300);

    readonly Cluster cluster;
    readonly PodEvents events;
    readonly Action<PodRun> changed;
    readonly ImagePull pull;
    readonly ContainerProbes probes;

    /// <summary>Sees to the containers of a cluster; its gate is held throughout.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="images">What can be pulled.</param>
    /// <param name="events">Where events go.</param>
    /// <param name="changed">Called when the status of a pod must be written.</param>
    public ContainerLifecycle(Cluster cluster, ImageCatalog images, PodEvents events, Action<PodRun> changed)
    {
        this.cluster = cluster;
        this.events = events;
        this.changed = changed;
        pull = new(cluster, images, events, changed, (run, container) => cluster.Plan(run.Key("run", container), StartTime, () => Create(run, container)));
        probes = new(cluster, events, changed, (run, container) => cluster.Plan(run.Key("end", container), KillTime, () => End(run, container, ContainerRun.Completed)));
    }

    /// <summary>Starts what may start: init containers one after the other, then all others side by side.</summary>
    public void StartAll(PodRun run)
    {
        var next = run.InitContainers.FirstOrDefault(c => !c.IsReady);
        foreach (var container in (next is null ? run.Containers : [next]).Where(c => !c.IsBegun))
        {
            container.IsBegun = true;
            pull.Begin(run, container);
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
            container.Image = pull.Find(container);
            if (run.InitContainers.Length > 0 || !status.Flag("ready") || container.Image is null || status.Time("state", "running", "startedAt") is not { } started)
            {
                return false;
            }

            pull.Note(container);
            container.Phase = ContainerPhase.Running;
            container.StartedAt = started;
            container.HasStarted = true;
            container.IsReady = true;
            container.Unseal();
            container.Log = StartLog(container);
        }

        return true;
    }

    /// <summary>Ends a pod's containers because the pod ends.</summary>
    public void Stop(PodRun run)
    {
        Forget(run);
        foreach (var container in run.All.Where(c => c.IsRunning))
        {
            events.Tell(run, container, "Killing", $"Stopping container {container.Name}");
        }
    }

    public void Forget(PodRun run)
    {
        foreach (var container in run.All)
        {
            probes.Forget(run, container);
            foreach (var what in new[] { "pull", "run", "end" })
            {
                cluster.Forget(run.Key(what, container));
            }
        }
    }

    void Create(PodRun run, ContainerRun container)
    {
        var fault = events.Fault(container);
        var message = fault?.Configuration is { } problem ? events.Fill(problem, run, fault) : MissingReference.OfContainer(cluster.Store, run.Namespace, events.Spec(run, container));
        if (message is not null)
        {
            container.Wait("CreateContainerConfigError", message);
            events.Warn(run, container, "Failed", $"Error: {message}");
            changed(run);
            cluster.Plan(run.Key("run", container), LookTime, () => pull.Begin(run, container));
            return;
        }

        events.Tell(run, container, "Created", $"Created container: {container.Name}");
        if (fault?.Start is { } failure)
        {
            FailToStart(run, container, events.Fill(failure, run, fault));
            return;
        }

        Start(run, container);
    }

    // For the kubelet a run that ended before it began.
    void FailToStart(PodRun run, ContainerRun container, string message)
    {
        events.Warn(run, container, "Failed", $"Error: {message}");
        container.StartedAt = DateTimeOffset.UnixEpoch;
        container.FinishedAt = cluster.Clock.Now;
        container.Exit = new(128, "StartError") { Message = message };
        container.Wait("RunContainerError", message);
        changed(run);
        cluster.Plan(run.Key("run", container), StartTime, () => AfterEnd(run, container));
    }

    void Start(PodRun run, ContainerRun container)
    {
        events.Tell(run, container, "Started", $"Started container {container.Name}");
        container.Phase = ContainerPhase.Running;
        container.StartedAt = cluster.Clock.Now;
        container.PreviousLog = container.Restarts > 0 ? container.Log : null;
        container.Log = StartLog(container);
        if ((container.Image?.Mode.Exit ?? (container.IsInit ? ContainerRun.Completed : null)) is { } exit)
        {
            container.HasStarted = true;
            container.IsReady = !container.IsInit && events.Spec(run, container).At("readinessProbe") is null;
            cluster.Plan(run.Key("end", container), CrashTime, () => End(run, container, exit));
        }
        else
        {
            probes.Begin(run, container);
        }

        changed(run);
    }

    void End(PodRun run, ContainerRun container, ContainerExit exit)
    {
        if (exit.LastWords is { } words)
        {
            container.Log.Add(words);
        }

        container.Phase = ContainerPhase.Terminated;
        container.FinishedAt = cluster.Clock.Now;
        container.Exit = exit;
        container.IsReady = container.IsInit && exit.Code == 0;
        probes.Forget(run, container);
        changed(run);
        if (container.IsReady)
        {
            StartAll(run);
            return;
        }

        cluster.Plan(run.Key("run", container), StartTime, () => AfterEnd(run, container));
    }

    // The first restart comes at once, each later one twice as late as the one before.
    void AfterEnd(PodRun run, ContainerRun container)
    {
        container.LastEnd = new(container.StartedAt ?? cluster.Clock.Now, container.FinishedAt ?? cluster.Clock.Now, container.Exit);
        if (container.Restarts == 0)
        {
            Restart(run, container);
            return;
        }

        var pause = BackOff.After(container.Restarts - 1);
        var text = pause < TimeSpan.FromMinutes(1) ? $"{pause.TotalSeconds:0}s" : $"{(int)pause.TotalMinutes}m{pause.Seconds}s";
        container.Wait("CrashLoopBackOff", $"back-off {text} restarting failed container={container.Name} pod={run.Name}_{run.Namespace}({run.Uid})");
        events.Warn(run, container, "BackOff", $"Back-off restarting failed container {container.Name} in pod {run.Name}_{run.Namespace}({run.Uid})");
        changed(run);
        cluster.Plan(run.Key("run", container), pause, () => Restart(run, container));
    }

    void Restart(PodRun run, ContainerRun container)
    {
        container.Restarts++;
        container.Image = pull.Find(container) ?? container.Image;
        events.Tell(run, container, "Pulled", $"Container image \"{container.ImageText}\" already present on machine");
        Create(run, container);
    }

    static List<string> StartLog(ContainerRun container) =>
        [$"{container.Image?.Component} {container.Image?.Tag}, mode {container.Image?.Mode.Name}, started"];
}
