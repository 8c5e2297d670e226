using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>Scheduler and node in one: pods are placed, started, probed and drained. Needs the gate throughout.</summary>
internal sealed class Kubelet
{
    static readonly TimeSpan RetryTime = TimeSpan.FromMinutes(1);
    static readonly TimeSpan ScheduleTime = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan SetUpTime = TimeSpan.FromMilliseconds(40);
    static readonly TimeSpan DrainTime = TimeSpan.FromMilliseconds(300);

    readonly Dictionary<string, PodRun> runs = new(StringComparer.Ordinal);
    readonly Cluster cluster;
    readonly EventRecorder events;
    readonly ClusterFaults faults;
    readonly SchedulerEvents scheduling;
    readonly ContainerLifecycle containers;
    readonly PodObstacles obstacles;
    readonly LostNode lost;
    int addresses;

    public Kubelet(Cluster cluster, ImageCatalog images, EventRecorder events, ClusterFaults faults)
    {
        this.cluster = cluster;
        this.events = events;
        this.faults = faults;
        scheduling = new(cluster);
        var told = new PodEvents(cluster, events, faults);
        containers = new(cluster, images, told, WriteStatus);
        obstacles = new(cluster, told, containers.StartAll);
        lost = new(cluster, events);
    }

    public string NodeName => $"{cluster.Name}-node";

    /// <summary>What runs in a pod, or null when nothing does.</summary>
    public PodRun? Find(string ns, string name) =>
        cluster.Store.Find(ResourceKinds.Pods, ns, name) is { } pod ? runs.GetValueOrDefault(pod.Value.Uid()) : null;

    /// <summary>Pods whose program has ended, although nodes do not know it yet and still send requests there.</summary>
    public IEnumerable<StoredObject> Deserted(string ns) =>
        runs.Values.Where(run => run.IsDraining && run.Namespace == ns && run.Containers[0].EndsAtOnce).Select(Live).OfType<StoredObject>();

    /// <summary>A pod was created, changed, or removed.</summary>
    public void Observe(Change change)
    {
        var pod = change.Object;
        var uid = pod.Value.Uid();
        if (change.After is null)
        {
            Drop(uid);
        }
        else if (pod.Value.IsTerminating())
        {
            Drain(pod);
        }
        else if (!runs.ContainsKey(uid))
        {
            Adopt(pod);
        }
    }

    /// <summary>Forgets all pods, before other objects are loaded.</summary>
    public void Clear() => runs.Clear();

    void Adopt(StoredObject pod)
    {
        var run = new PodRun(pod.Value);
        runs[run.Uid] = run;
        if (!PodReadiness.IsActive(pod.Value))
        {
            return;
        }

        if (pod.Value.Text("spec", "nodeName") is null)
        {
            // Another scheduler's pods are nobody's here.
            if (pod.Value.Text("spec", "schedulerName") is null or "default-scheduler")
            {
                cluster.Plan($"schedule/{run.Uid}", ScheduleTime, () => Schedule(run));
            }
        }
        else if (!containers.Restore(run, pod.Value))
        {
            cluster.Plan($"start/{run.Uid}", SetUpTime, () => obstacles.Pass(run));
        }
    }

    void Schedule(PodRun run)
    {
        if (Live(run) is not { } pod)
        {
            return;
        }

        var fault = faults.Of(pod.Value);
        if ((fault?.Unschedulable is { } reason ? FaultText.Fill(reason, pod.Value, fault) : NodeRoom.Refusal(cluster.Store, pod.Value, NodeName)) is { } refusal)
        {
            Refuse(run, pod, refusal);
            return;
        }

        var node = NodeChoice.Of(pod.Value) ?? (fault is { IsNodeLost: true } ? lost.Join(NodeName) : null) ?? NodeName;
        scheduling.Record(pod.Value, "Normal", "Scheduled", "Binding", $"Successfully assigned {run.Namespace}/{run.Name} to {node}");
        cluster.Amend(pod, p =>
        {
            p.Ensure("spec")["nodeName"] = node;
            var status = p.Ensure("status");
            status["phase"] = "Pending";
            status["hostIP"] = NodeAddress;
            status["startTime"] = cluster.Clock.Now.Stamp();
            status["podIP"] = NextAddress();
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = status.Text("podIP") });
        });
        WriteStatus(run);
        cluster.Plan($"start/{run.Uid}", SetUpTime, () => obstacles.Pass(run));
        if (fault?.End is { } end)
        {
            cluster.Plan($"finish/{run.Uid}", end.After, () => Finish(run, fault, end));
        }
    }

    // Tried again now and then, as by a scheduler in whose cluster something happens now and then.
    void Refuse(PodRun run, StoredObject pod, string message)
    {
        scheduling.Record(pod.Value, "Warning", "FailedScheduling", "Scheduling", message);
        cluster.Amend(pod, p =>
        {
            p.Ensure("status")["phase"] = "Pending";
            PodStatus.Set(p.Ensure("status").EnsureArray("conditions"), "PodScheduled", false, ("Unschedulable", message), cluster.Clock.Now.Stamp());
        });
        cluster.Plan($"schedule/{run.Uid}", RetryTime, () => Schedule(run));
    }

    void Finish(PodRun run, PodFault fault, PodEnd end)
    {
        if (Live(run) is not { } pod || run.IsDraining)
        {
            return;
        }

        var message = FaultText.Fill(end.Message, pod.Value, fault);
        cluster.Amend(pod, p => PodStatus.Set(
            p.Ensure("status").EnsureArray("conditions"), "DisruptionTarget", true, (end.Disruption, end.DisruptionMessage), cluster.Clock.Now.Stamp()));
        if (end.IsDeletion)
        {
            scheduling.Record(pod.Value, "Normal", end.Reason, "Preempting", message);
            PodDeletion.Begin(cluster, pod, null);
            return;
        }

        events.Warning(pod.Value, "kubelet", end.Reason, message);
        containers.Stop(run);
        run.Failure = (end.Reason, message);
        WriteStatus(run);
    }

    void Drain(StoredObject pod)
    {
        if (!runs.TryGetValue(pod.Value.Uid(), out var run))
        {
            run = new PodRun(pod.Value);
            runs[run.Uid] = run;
        }

        if (run.IsDraining)
        {
            return;
        }

        run.IsDraining = true;
        containers.Stop(run);
        var grace = TimeSpan.FromSeconds(pod.Value.Number("metadata", "deletionGracePeriodSeconds") ?? 30);
        cluster.Plan($"drain/{run.Uid}", grace < DrainTime ? grace : DrainTime, () => Remove(run));
    }

    void Remove(PodRun run)
    {
        if (Live(run) is not { } pod)
        {
            return;
        }

        if (pod.Value.At("metadata", "finalizers") is not JsonArray { Count: > 0 })
        {
            cluster.Store.Remove(pod);
        }
    }

    void Drop(string uid)
    {
        if (runs.Remove(uid, out var run))
        {
            containers.Forget(run);
            foreach (var what in new[] { "schedule", "start", "finish", "drain" })
            {
                cluster.Forget($"{what}/{uid}");
            }
        }
    }

    void WriteStatus(PodRun run)
    {
        if (Live(run) is { } pod)
        {
            cluster.Amend(pod, p => PodStatus.Write(p, run, cluster.Clock.Now.Stamp()));
        }
    }

    StoredObject? Live(PodRun run) =>
        cluster.Store.Find(ResourceKinds.Pods, run.Namespace, run.Name) is { } pod && pod.Value.Uid() == run.Uid ? pod : null;

    int Octet => 160 + (int)(Chance.Hash(cluster.Name) % 64);

    string NodeAddress => $"10.200.{Octet}.2";

    string NextAddress()
    {
        var used = cluster.Store.List(ResourceKinds.Pods).Select(p => p.Value.Text("status", "podIP")).ToHashSet();
        string address;
        do
        {
            addresses = (addresses % 250) + 1;
            address = $"10.201.{Octet}.{addresses + 3}";
        }
        while (used.Contains(address) && used.Count < 250);

        return address;
    }
}
