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
            var pod = cluster.Store.Put(ResourceKinds.Pods, NewPod(set.Value));
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

    JsonObject NewPod(JsonObject set)
    {
        var template = PodTemplate.Of(set);
        var metadata = (template.At("metadata") as JsonObject ?? []).Copy();
        metadata["generateName"] = $"{set.Name()}-";
        metadata["name"] = $"{set.Name()}-{cluster.Chance.Suffix()}";
        metadata["namespace"] = set.Namespace();
        metadata["uid"] = cluster.Chance.Uid();
        metadata["creationTimestamp"] = cluster.Clock.Now.Stamp();
        metadata["ownerReferences"] = new JsonArray(set.ControllerReference());
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = template.At("spec")?.DeepClone(),
        };
        Api.Defaults.Apply(ResourceKinds.Pods, pod, cluster);
        return pod;
    }

    void WriteStatus(StoredObject stored, List<StoredObject> pods)
    {
        var minReady = TimeSpan.FromSeconds(stored.Value.Number("spec", "minReadySeconds") ?? 0);
        var ready = pods.Where(p => p.Value.IsConditionTrue("Ready")).ToList();
        var waits = ready.Select(p => minReady - cluster.Clock.Simulated(cluster.Clock.Now - ReadySince(p))).ToList();
        var available = minReady == TimeSpan.Zero ? ready.Count : waits.Count(w => w <= TimeSpan.Zero);
        if (available < ready.Count)
        {
            cluster.Plan($"available/{stored.Namespace}/{stored.Name}", waits.Where(w => w > TimeSpan.Zero).Min(), () => enqueue(stored.Namespace, stored.Name));
        }

        cluster.Amend(stored, r =>
        {
            var status = new JsonObject { ["replicas"] = pods.Count };
            foreach (var (name, count) in new[] { ("fullyLabeledReplicas", pods.Count), ("readyReplicas", ready.Count), ("availableReplicas", available) })
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

    DateTimeOffset ReadySince(StoredObject pod) => pod.Value.Condition("Ready").Time("lastTransitionTime") ?? cluster.Clock.Now;

    List<StoredObject> PodsOf(StoredObject set) =>
        [.. cluster.Store.List(ResourceKinds.Pods, set.Namespace).Where(p => p.Value.ControllerUid() == set.Value.Uid())];
}
