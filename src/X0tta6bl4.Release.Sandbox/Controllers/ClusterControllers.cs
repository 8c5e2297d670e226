using System.Collections.Frozen;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>All controllers of a cluster, and which change concerns which of them.</summary>
internal sealed class ClusterControllers
{
    static readonly TimeSpan EventSweep = TimeSpan.FromMinutes(5);
    readonly Cluster cluster;
    readonly EventRecorder events;
    readonly DeploymentController deployments;
    readonly ReplicaSetController replicaSets;
    readonly StatefulSetController statefulSets;
    readonly DaemonSetController daemonSets;
    readonly CronJobController cronJobs;
    readonly EndpointsController endpoints;
    readonly ForeignWriter foreign;
    readonly GarbageCollector garbage;
    readonly NamespaceKeeper namespaces;
    readonly FrozenDictionary<ResourceKind, Action<string, string>> enqueue;

    public ClusterControllers(Cluster cluster, Images.ImageCatalog images, ClusterFaults faults)
    {
        this.cluster = cluster;
        events = new(cluster);
        deployments = new(cluster, events, EnqueueDeployment);
        replicaSets = new(cluster, events, faults, EnqueueReplicaSet);
        statefulSets = new(cluster, events, EnqueueStatefulSet);
        daemonSets = new(cluster, events, EnqueueDaemonSet);
        cronJobs = new(cluster);
        endpoints = new(cluster);
        foreign = new(cluster, faults);
        garbage = new(cluster);
        namespaces = new(cluster);
        Kubelet = new(cluster, images, events, faults);
        enqueue = new Dictionary<ResourceKind, Action<string, string>>
        {
            [ResourceKinds.Deployments] = EnqueueDeployment,
            [ResourceKinds.ReplicaSets] = EnqueueReplicaSet,
            [ResourceKinds.StatefulSets] = EnqueueStatefulSet,
            [ResourceKinds.DaemonSets] = EnqueueDaemonSet,
        }.ToFrozenDictionary();
        cluster.Store.Changed += Route;
    }

    public Kubelet Kubelet { get; }

    /// <summary>Whether every workload is as it is meant to be; needs the gate.</summary>
    public bool IsSettled =>
        cluster.Store.List(ResourceKinds.Deployments).All(d => DeploymentStatus.IsComplete(d.Value))
        && cluster.Store.List(ResourceKinds.StatefulSets).All(s => StatefulSetStatus.IsComplete(s.Value))
        && cluster.Store.List(ResourceKinds.DaemonSets).All(d => DaemonSetStatus.IsComplete(d.Value));

    /// <summary>Looks at everything once, after objects have been loaded; needs the gate.</summary>
    public void Start()
    {
        foreach (var stored in cluster.Store.Everything().ToList())
        {
            Route(new Change(stored.Version, stored, stored));
        }

        cronJobs.Start();
        SweepEvents();
    }

    void Route(Change change)
    {
        var stored = change.Object;
        if (change.After is null || change.After.Value.IsTerminating())
        {
            Ending(change);
        }

        namespaces.Observe(change);
        EnqueueOwners(stored);
        enqueue.GetValueOrDefault(stored.Kind)?.Invoke(stored.Namespace, stored.Name);
        if (stored.Kind == ResourceKinds.Pods)
        {
            Kubelet.Observe(change);
            EnqueueEndpoints(stored.Namespace);
            if (change.After is null)
            {
                EnqueueWaiting(stored);
            }
        }
        else if (stored.Kind == ResourceKinds.Services)
        {
            EnqueueEndpoints(stored.Namespace);
        }
        else if (stored.Kind == ResourceKinds.Deployments && change.After is not null)
        {
            foreign.Observe(change.After);
        }
        else if (stored.Kind == ResourceKinds.Nodes)
        {
            cluster.Store.List(ResourceKinds.DaemonSets).ToList().ForEach(d => EnqueueDaemonSet(d.Namespace, d.Name));
        }
    }

    void Ending(Change change)
    {
        var stored = change.Object;
        var uid = stored.Value.Uid();
        if (change.After is null)
        {
            cluster.Plan($"collect/{uid}", TimeSpan.Zero, () => garbage.CollectOwnedBy(uid));
            ContinueOwners(stored);
        }
        else if (stored.Value.At("metadata", "finalizers") is JsonArray finalizers
            && finalizers.Any(f => f.Text() == GarbageCollector.ForegroundFinalizer))
        {
            cluster.Plan($"foreground/{uid}", TimeSpan.Zero, () => garbage.Continue(stored));
        }
        else if (stored.Value.At("metadata", "finalizers") is JsonArray { Count: > 0 } others && others.Any(f => f.Text() == GarbageCollector.OrphanFinalizer))
        {
            cluster.Plan($"orphan/{uid}", TimeSpan.Zero, () => garbage.Release(stored));
        }

        var ns = stored.Kind == ResourceKinds.Namespaces ? stored.Name : stored.Namespace;
        if (cluster.Store.Find(ResourceKinds.Namespaces, "", ns) is { } space && space.Value.IsTerminating())
        {
            cluster.Plan($"namespace/{ns}", TimeSpan.Zero, () => garbage.EmptyNamespace(ns));
        }
    }

    // A removed dependent may have been the last that a foreground deletion waited for.
    void ContinueOwners(StoredObject removed)
    {
        foreach (var uid in removed.Value.Items("metadata", "ownerReferences").Select(r => r.Text("uid")))
        {
            if (cluster.Store.Everything().FirstOrDefault(o => o.Value.Uid() == uid && o.Value.IsTerminating()) is { } owner)
            {
                cluster.Plan($"foreground/{uid}", TimeSpan.Zero, () => garbage.Continue(owner));
            }
        }
    }

    // A Deployment that is recreated waits for the last old pod to be gone, which no count of its ReplicaSet tells.
    void EnqueueWaiting(StoredObject pod)
    {
        if (cluster.Store.List(ResourceKinds.ReplicaSets, pod.Namespace).FirstOrDefault(r => r.Value.Uid() == pod.Value.ControllerUid()) is { } set)
        {
            EnqueueOwners(set);
        }
    }

    void EnqueueOwners(StoredObject owned)
    {
        foreach (var owner in owned.Value.Items("metadata", "ownerReferences"))
        {
            if (ResourceKinds.FindByObject(owner.Text("apiVersion"), owner.Text("kind")) is { } kind)
            {
                enqueue.GetValueOrDefault(kind)?.Invoke(owned.Namespace, owner.Text("name") ?? "");
            }
        }
    }

    void EnqueueDeployment(string ns, string name) => cluster.Plan($"deployment/{ns}/{name}", TimeSpan.Zero, () => deployments.Sync(ns, name));

    void EnqueueReplicaSet(string ns, string name) => cluster.Plan($"replicaset/{ns}/{name}", TimeSpan.Zero, () => replicaSets.Sync(ns, name));

    void EnqueueStatefulSet(string ns, string name) => cluster.Plan($"statefulset/{ns}/{name}", TimeSpan.Zero, () => statefulSets.Sync(ns, name));

    void EnqueueDaemonSet(string ns, string name) => cluster.Plan($"daemonset/{ns}/{name}", TimeSpan.Zero, () => daemonSets.Sync(ns, name));

    void EnqueueEndpoints(string ns) => cluster.Plan($"endpoints/{ns}", TimeSpan.Zero, () => endpoints.Sync(ns));

    void SweepEvents()
    {
        events.RemoveOld();
        cluster.Plan("events", EventSweep * cluster.Clock.Speed, SweepEvents);
    }
}
