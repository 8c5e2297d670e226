using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Deployment → ReplicaSets, by the rules of the real controller.</summary>
internal sealed class DeploymentController(Cluster cluster, EventRecorder events, Action<string, string> enqueue)
{
    const string Component = "deployment-controller";
    readonly DeploymentStatus status = new(cluster, enqueue);

    /// <summary>One round for one Deployment; needs the gate.</summary>
    public void Sync(string ns, string name)
    {
        if (cluster.Store.Find(ResourceKinds.Deployments, ns, name) is not { } stored || stored.Value.IsTerminating())
        {
            return;
        }

        var deployment = stored.Value;
        var owned = Owned(deployment);
        if (deployment.Flag("spec", "paused"))
        {
            Scale(deployment, owned);
            status.Write(stored, Newest(deployment, Owned(deployment)), Owned(deployment));
            return;
        }

        if (owned.Any(r => IsOfOtherSize(r, deployment)))
        {
            Scale(deployment, owned);
        }
        else if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            Recreate(stored, owned);
        }
        else
        {
            Roll(stored, owned);
        }

        owned = Owned(deployment);
        status.Write(stored, Newest(deployment, owned), owned);
        CleanUp(deployment, owned);
    }

    void Roll(StoredObject stored, List<StoredObject> owned)
    {
        var deployment = stored.Value;
        var rolling = RollingUpdate.Of(deployment);
        var newest = EnsureNewest(stored, owned);
        owned = Owned(deployment);
        var total = owned.Sum(Replicas);
        var wanted = Replicas(newest) > rolling.Replicas ? rolling.Replicas
            : Replicas(newest) + Math.Clamp(rolling.MaxTotal - total, 0, rolling.Replicas - Replicas(newest));
        if (wanted != Replicas(newest))
        {
            SetReplicas(deployment, newest, wanted);
            return;
        }

        ScaleDownOld(deployment, newest, [.. owned.Where(r => r != newest)], rolling);
    }

    void ScaleDownOld(JsonObject deployment, StoredObject newest, List<StoredObject> old, RollingUpdate rolling)
    {
        var total = old.Sum(Replicas) + Replicas(newest);
        var room = total - rolling.MinAvailable - (Replicas(newest) - Available(newest));
        if (room <= 0)
        {
            return;
        }

        var left = new Dictionary<StoredObject, int>();
        var removed = 0;
        foreach (var set in old)
        {
            var unhealthy = Math.Min(Math.Max(0, Replicas(set) - Available(set)), room - removed);
            removed += unhealthy;
            left[set] = Replicas(set) - unhealthy;
        }

        var healthyRoom = Available(newest) + old.Sum(Available) - rolling.MinAvailable;
        foreach (var set in old)
        {
            var healthy = Math.Clamp(healthyRoom, 0, Math.Min(left[set], Math.Max(0, room - removed)));
            healthyRoom -= healthy;
            removed += healthy;
            SetReplicas(deployment, set, left[set] - healthy);
        }
    }

    void Recreate(StoredObject stored, List<StoredObject> owned)
    {
        var deployment = stored.Value;
        var newest = Newest(deployment, owned);
        var old = owned.Where(r => r != newest).ToList();
        old.ForEach(r => SetReplicas(deployment, r, 0));
        if (old.Any(r => PodsOf(r).Any()))
        {
            return;
        }

        SetReplicas(deployment, EnsureNewest(stored, owned), deployment.Number("spec", "replicas") ?? 1);
    }

    // A change of spec.replicas: all ReplicaSets that have pods keep their share.
    void Scale(JsonObject deployment, List<StoredObject> owned)
    {
        var active = owned.Where(r => Replicas(r) > 0).ToList();
        var newest = Newest(deployment, owned);
        var rolling = RollingUpdate.Of(deployment);
        if (active.Count <= 1)
        {
            if ((active.FirstOrDefault() ?? newest) is { } only)
            {
                SetReplicas(deployment, only, rolling.Replicas);
            }

            return;
        }

        var allowed = rolling.Replicas == 0 ? 0 : rolling.MaxTotal;
        var total = active.Sum(Replicas);
        var rest = allowed - total;
        foreach (var set in active.OrderByDescending(Replicas))
        {
            var share = (int)Math.Round((double)Replicas(set) * allowed / total, MidpointRounding.AwayFromZero) - Replicas(set);
            share = rest > 0 ? Math.Clamp(share, 0, rest) : Math.Clamp(share, rest, 0);
            rest -= share;
            SetReplicas(deployment, set, Math.Max(0, Replicas(set) + share));
        }
    }

    void CleanUp(JsonObject deployment, List<StoredObject> owned)
    {
        var limit = deployment.Number("spec", "revisionHistoryLimit") ?? 10;
        var live = cluster.Store.Find(ResourceKinds.Deployments, deployment.Namespace(), deployment.Name());
        if (live is null || !DeploymentStatus.IsComplete(live.Value))
        {
            return;
        }

        var newest = Newest(deployment, owned);
        var empty = owned.Where(r => r != newest && Replicas(r) == 0 && (r.Value.Number("status", "replicas") ?? 0) == 0)
            .OrderBy(r => RevisionAnnotations.Of(r.Value)).ToList();
        empty.Take(Math.Max(0, owned.Count(r => r != newest) - limit)).ToList().ForEach(r => cluster.Store.Remove(r));
    }

    StoredObject EnsureNewest(StoredObject stored, List<StoredObject> owned)
    {
        var deployment = stored.Value;
        var revision = owned.Where(r => r != Newest(deployment, owned)).Select(r => RevisionAnnotations.Of(r.Value)).DefaultIfEmpty(0).Max() + 1;
        if (Newest(deployment, owned) is { } known)
        {
            cluster.Amend(known, r => RevisionAnnotations.Write(r, deployment, Math.Max(revision, RevisionAnnotations.Of(r))));
            WriteRevision(stored, Math.Max(revision, RevisionAnnotations.Of(known.Value)));
            return Refreshed(known);
        }

        var made = cluster.Store.Put(ResourceKinds.ReplicaSets, ReplicaSetFactory.Make(cluster, deployment, revision));
        WriteRevision(stored, revision);
        status.Announce(stored, "NewReplicaSetCreated", $"Created new replica set \"{made.Name}\"");
        return made;
    }

    void WriteRevision(StoredObject deployment, int revision) => cluster.Amend(
        deployment, d => d.Ensure("metadata", "annotations")[RevisionAnnotations.Revision] = Text(revision));

    void SetReplicas(JsonObject deployment, StoredObject set, int replicas)
    {
        set = Refreshed(set);
        var before = Replicas(set);
        cluster.Amend(set, r =>
        {
            r.Ensure("spec")["replicas"] = replicas;
            RevisionAnnotations.WriteSize(r, deployment);
            if (before != replicas)
            {
                r.Metadata()["generation"] = r.Generation() + 1;
            }
        });
        if (before != replicas)
        {
            var direction = replicas > before ? "up" : "down";
            events.Normal(deployment, Component, "ScalingReplicaSet", $"Scaled {direction} replica set {set.Name} to {replicas} from {before}");
        }
    }

    List<StoredObject> Owned(JsonObject deployment) =>
        [.. cluster.Store.List(ResourceKinds.ReplicaSets, deployment.Namespace())
            .Where(r => r.Value.ControllerUid() == deployment.Uid() && !r.Value.IsTerminating())
            .OrderBy(r => r.Value.Time("metadata", "creationTimestamp")).ThenBy(r => RevisionAnnotations.Of(r.Value))];

    IEnumerable<StoredObject> PodsOf(StoredObject set) =>
        cluster.Store.List(ResourceKinds.Pods, set.Namespace).Where(p => p.Value.ControllerUid() == set.Value.Uid());

    StoredObject Refreshed(StoredObject set) => cluster.Store.Find(set.Kind, set.Namespace, set.Name) ?? set;

    static StoredObject? Newest(JsonObject deployment, List<StoredObject> owned) =>
        owned.FirstOrDefault(r => PodTemplate.AreSame(PodTemplate.Of(r.Value), PodTemplate.Of(deployment)));

    static int Replicas(StoredObject set) => set.Value.Number("spec", "replicas") ?? 0;

    static int Available(StoredObject set) => set.Value.Number("status", "availableReplicas") ?? 0;

    // Its Deployment has been scaled since the ReplicaSet was last written.
    static bool IsOfOtherSize(StoredObject set, JsonObject deployment) =>
        Replicas(set) > 0 && set.Value.Annotation(RevisionAnnotations.Desired) is { } desired
        && desired != Text(deployment.Number("spec", "replicas") ?? 1);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
