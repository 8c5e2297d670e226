using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>
/// Probes containers: first whether they have started, then whether they are ready and alive. A program answers a probe the same for as long
/// as it runs, so one that succeeds is not asked again.
/// </summary>
/// <param name="cluster">The cluster; its gate is held throughout.</param>
/// <param name="events">Where events go.</param>
/// <param name="changed">Called when the status of a pod must be written.</param>
/// <param name="kill">Called when a container must end because of a probe.</param>
internal sealed class ContainerProbes(Cluster cluster, PodEvents events, Action<PodRun> changed, Action<PodRun, ContainerRun> kill)
{
    const string Startup = "startup";
    const string Readiness = "readiness";
    const string Liveness = "liveness";
    static readonly TimeSpan ListenTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins with a container that has just started.</summary>
    public void Begin(PodRun run, ContainerRun container)
    {
        var spec = events.Spec(run, container);
        container.HasStarted = spec.At("startupProbe") is null;
        container.IsReady = container.HasStarted && spec.At("readinessProbe") is null;
        if (container.HasStarted)
        {
            PlanFirst(run, container, Readiness, ListenTime);
            PlanFirst(run, container, Liveness, ListenTime);
        }
        else
        {
            PlanFirst(run, container, Startup, ListenTime);
        }
    }

    public void Forget(PodRun run, ContainerRun container)
    {
        foreach (var kind in new[] { Startup, Readiness, Liveness })
        {
            cluster.Forget(run.Key(kind, container));
        }
    }

    void PlanFirst(PodRun run, ContainerRun container, string kind, TimeSpan delay)
    {
        if (events.Spec(run, container).At($"{kind}Probe") is { } probe)
        {
            delay += TimeSpan.FromSeconds(probe.Number("initialDelaySeconds") ?? 0);
            cluster.Plan(run.Key(kind, container), delay, () => Ask(run, container, kind, 0));
        }
    }

    void Ask(PodRun run, ContainerRun container, string kind, int failures)
    {
        var spec = events.Spec(run, container);
        if (ProbeAnswer.Failure(cluster, events.Pod(run), spec, container, $"{kind}Probe") is { } failure)
        {
            events.Warn(run, container, "Unhealthy", $"{char.ToUpperInvariant(kind[0])}{kind[1..]} probe failed: {failure}");
            Fail(run, container, kind, failures + 1);
        }
        else
        {
            Succeed(run, container, kind);
        }
    }

    void Succeed(PodRun run, ContainerRun container, string kind)
    {
        if (kind == Startup)
        {
            container.HasStarted = true;
            container.IsReady = events.Spec(run, container).At("readinessProbe") is null;
            PlanFirst(run, container, Readiness, TimeSpan.Zero);
            PlanFirst(run, container, Liveness, TimeSpan.Zero);
            changed(run);
        }
        else if (kind == Readiness)
        {
            container.IsReady = true;
            changed(run);
        }
    }

    void Fail(PodRun run, ContainerRun container, string kind, int failures)
    {
        var probe = events.Spec(run, container).At($"{kind}Probe");
        if (kind != Readiness && failures >= (probe.Number("failureThreshold") ?? 3))
        {
            Forget(run, container);
            events.Tell(run, container, "Killing", $"Container {container.Name} failed {kind} probe, will be restarted");
            kill(run, container);
            return;
        }

        var period = TimeSpan.FromSeconds(probe.Number("periodSeconds") ?? 10);
        cluster.Plan(run.Key(kind, container), period, () => Ask(run, container, kind, failures));
    }
}
