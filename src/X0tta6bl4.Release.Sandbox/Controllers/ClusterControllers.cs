using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
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
    readonly EndpointsController endpoints;
    readonly GarbageCollector garbage;

    public ClusterControllers(Cluster cluster, Images.ImageCatalog images)
    {
        this.cluster = cluster;
        events = new(cluster);
        deployments = new(cluster, events, EnqueueDeployment);
        replicaSets = new(cluster, events, EnqueueReplicaSet);
        endpoints = new(cluster);
        garbage = new(cluster);
        Kubelet = new(cluster, images, events);
        cluster.Store.Changed += Route;
    }

    public Kubelet Kubelet { get; }

    /// <summary>Looks at everything once, after objects have been loaded; needs the gate.</summary>
    public void Start()
    {
        foreach (var stored in cluster.Store.Everything().ToList())
        {
            Route(new Change(stored.Version, stored, stored));
        }

        SweepEvents();
    }

    void Route(Change change)
    {
        var stored = change.Object;
        if (change.After is null || change.After.Value.IsTerminating())
        {
            Ending(change);
        }

        if (stored.Kind == ResourceKinds.Pods)
        {
            Kubelet.Observe(change);
            EnqueueOwner(ResourceKinds.ReplicaSets, stored, EnqueueReplicaSet);
            EnqueueEndpoints(stored.Namespace);
            if (change.After is null)
            {
                EnqueueWaiting(stored);
            }
        }
        else if (stored.Kind == ResourceKinds.ReplicaSets)
        {
            EnqueueReplicaSet(stored.Namespace, stored.Name);
            EnqueueOwner(ResourceKinds.Deployments, stored, EnqueueDeployment);
        }
        else if (stored.Kind == ResourceKinds.Deployments)
        {
            EnqueueDeployment(stored.Namespace, stored.Name);
        }
        else if (stored.Kind == ResourceKinds.Services)
        {
            EnqueueEndpoints(stored.Namespace);
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
            EnqueueOwner(ResourceKinds.Deployments, set, EnqueueDeployment);
        }
    }

    static void EnqueueOwner(ResourceKind kind, StoredObject owned, Action<string, string> enqueue)
    {
        var name = owned.Value.Items("metadata", "ownerReferences").FirstOrDefault(r => r.Text("kind") == kind.Kind).Text("name");
        if (name is not null)
        {
            enqueue(owned.Namespace, name);
        }
    }

    void EnqueueDeployment(string ns, string name) => cluster.Plan($"deployment/{ns}/{name}", TimeSpan.Zero, () => deployments.Sync(ns, name));

    void EnqueueReplicaSet(string ns, string name) => cluster.Plan($"replicaset/{ns}/{name}", TimeSpan.Zero, () => replicaSets.Sync(ns, name));

    void EnqueueEndpoints(string ns) => cluster.Plan($"endpoints/{ns}", TimeSpan.Zero, () => endpoints.Sync(ns));

    void SweepEvents()
    {
        events.RemoveOld();
        cluster.Plan("events", EventSweep * cluster.Clock.Speed, SweepEvents);
    }
}
