using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>ReplicaSet → Pods.</summary>
/// <param name="cluster">The cluster of the ReplicaSets.</param>
/// <param name="events">Where events go.</param>
/// <param name="enqueue">Called with namespace and name when a ReplicaSet must be looked at again.</param>
internal sealed class ReplicaSetController(Cluster cluster, EventRecorder events, Action<string, string> enqueue)
{
    const string Component = "replicaset-controller";

    /// <summary>One round for one ReplicaSet; needs the gate.</summary>
    public void Sync(string ns, string name)
    {
        if (cluster.Store.Find(ResourceKinds.ReplicaSets, ns, name) is not { } stored)
        {
            return;
        }

        var pods = PodsOf(stored);
        var active = pods.Where(p => !p.Value.IsTerminating() && p.Value.Text("status", "phase") is not ("Failed" or "Succeeded")).ToList();
        if (!stored.Value.IsTerminating())
        {
            var missing = (stored.Value.Number("spec", "replicas") ?? 1) - active.Count;
            Create(stored, missing);
            Delete(stored, active, -missing);
        }

        WriteStatus(stored, [.. PodsOf(stored).Where(p => !p.Value.IsTerminating())]);
    }

    void Create(StoredObject set, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var made = PodFactory.Make(cluster, set.Value, PodTemplate.Of(set.Value), $"{set.Name}-{cluster.Chance.Suffix()}");
            var pod = PodFactory.Store(cluster, made);
            events.Normal(set.Value, Component, "SuccessfulCreate", $"Created pod: {pod.Name}");
        }
    }

    void Delete(StoredObject set, List<StoredObject> active, int count)
    {
        if (count <= 0)
        {
            return;
        }

        // The least useful first: not scheduled, not running, not ready; among equals the youngest.
        var victims = active.OrderBy(p => p.Value.Text("spec", "nodeName") is not null)
            .ThenBy(p => p.Value.Text("status", "phase") == "Running")
            .ThenBy(p => p.Value.IsConditionTrue("Ready"))
            .ThenByDescending(p => p.Value.Time("metadata", "creationTimestamp"))
            .Take(count).ToList();
        foreach (var pod in victims)
        {
            PodDeletion.Begin(cluster, pod, null);
            events.Normal(set.Value, Component, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }
    }

    void WriteStatus(StoredObject stored, List<StoredObject> pods)
    {
        var readiness = new PodReadiness(cluster.Clock, stored.Value);
        var ready = pods.Count(p => PodReadiness.IsReady(p.Value));
        var available = pods.Count(p => readiness.IsAvailable(p.Value));
        if (readiness.NextWait(pods) is { } wait)
        {
            cluster.Plan($"available/{stored.Namespace}/{stored.Name}", wait, () => enqueue(stored.Namespace, stored.Name));
        }

        cluster.Amend(stored, r =>
        {
            var status = new JsonObject { ["replicas"] = pods.Count };
            foreach (var (name, count) in new[] { ("fullyLabeledReplicas", pods.Count), ("readyReplicas", ready), ("availableReplicas", available) })
            {
                if (count > 0)
                {
                    status[name] = count;
                }
            }

            status["observedGeneration"] = r.Generation();
            r["status"] = status;
        });
    }

    List<StoredObject> PodsOf(StoredObject set) =>
        [.. cluster.Store.List(ResourceKinds.Pods, set.Namespace).Where(p => p.Value.ControllerUid() == set.Value.Uid())];
}
