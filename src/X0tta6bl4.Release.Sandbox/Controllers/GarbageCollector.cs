using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Deletes what belongs to removed owners, lets foreground deletions wait for it, and empties terminating namespaces.</summary>
internal sealed class GarbageCollector(Cluster cluster)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    /// <summary>Deletes the objects whose owner is gone; needs the gate.</summary>
    public void CollectOwnedBy(string uid)
    {
        foreach (var stored in Dependents(uid))
        {
            Delete(stored);
        }
    }

    /// <summary>Carries on with an object that is being deleted in the foreground; needs the gate.</summary>
    public void Continue(StoredObject stored)
    {
        var dependents = Dependents(stored.Value.Uid());
        foreach (var dependent in dependents)
        {
            Delete(dependent);
        }

        if (Dependents(stored.Value.Uid()).Count == 0)
        {
            RemoveFinalizer(stored, ForegroundFinalizer);
        }
    }

    /// <summary>Lets the dependents of an owner live on without it, and then the owner go; needs the gate.</summary>
    public void Release(StoredObject owner)
    {
        var uid = owner.Value.Uid();
        foreach (var stored in Dependents(uid))
        {
            cluster.Amend(stored, o =>
            {
                var references = o.Metadata().EnsureArray("ownerReferences");
                references.Where(r => r.Text("uid") == uid).ToList().ForEach(r => references.Remove(r));
                if (references.Count == 0)
                {
                    o.Metadata().Remove("ownerReferences");
                }
            });
        }

        RemoveFinalizer(owner, OrphanFinalizer);
    }

    /// <summary>Empties a terminating namespace, and removes it when nothing is left in it; needs the gate.</summary>
    public void EmptyNamespace(string name)
    {
        if (cluster.Store.Find(ResourceKinds.Namespaces, "", name) is not { } ns || !ns.Value.IsTerminating())
        {
            return;
        }

        foreach (var stored in cluster.Store.Everything().Where(o => o.Namespace == name && !o.Value.IsTerminating()).ToList())
        {
            Delete(stored);
        }

        if (!cluster.Store.Everything().Any(o => o.Namespace == name))
        {
            cluster.Store.Remove(ns);
        }
    }

    void Delete(StoredObject stored)
    {
        if (stored.Kind == ResourceKinds.Pods)
        {
            PodDeletion.Begin(cluster, stored, null);
        }
        else if (stored.Value.At("metadata", "finalizers") is JsonArray { Count: > 0 })
        {
            cluster.Amend(stored, o => o.Metadata().Default("deletionTimestamp", cluster.Clock.Now.Stamp()));
        }
        else if (cluster.Store.Find(stored.Kind, stored.Namespace, stored.Name) is not null)
        {
            cluster.Store.Remove(stored);
        }
    }

    // The last finalizer takes the object with it.
    void RemoveFinalizer(StoredObject stored, string finalizer)
    {
        if (cluster.Store.Find(stored.Kind, stored.Namespace, stored.Name) is not { } live || live.Value.Uid() != stored.Value.Uid())
        {
            return;
        }

        if (live.Value.At("metadata", "finalizers") is not JsonArray all || all.All(f => f.Text() == finalizer))
        {
            cluster.Store.Remove(live);
            return;
        }

        cluster.Amend(live, o =>
        {
            var finalizers = o.Metadata().EnsureArray("finalizers");
            finalizers.Where(f => f.Text() == finalizer).ToList().ForEach(f => finalizers.Remove(f));
        });
    }

    List<StoredObject> Dependents(string uid) =>
        [.. cluster.Store.Everything().Where(o => o.Value.Items("metadata", "ownerReferences").Any(r => r.Text("uid") == uid))];
}
