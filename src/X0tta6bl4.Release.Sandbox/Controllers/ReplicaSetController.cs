using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>ReplicaSet → Pods.</summary>
/// <param name="cluster">The cluster of the ReplicaSets.</param>
/// <param name="events">Where events go.</param>
/// <param name="faults">What the scenario does to pods.</param>
/// <param name="enqueue">Called with namespace and name when a ReplicaSet must be looked at again.</param>
internal sealed class ReplicaSetController(Cluster cluster, EventRecorder events, ClusterFaults faults, Action<string, string> enqueue)
{
    const string Component = "replicaset-controller";
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(1000);
    readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);

    /// <summary>One round for one ReplicaSet; needs the gate.</summary>
    public void Sync(string ns, string name)
    {
        if (cluster.Store.Find(ResourceKinds.ReplicaSets, ns, name) is not { } stored)
        {
            return;
        }

        var pods = PodsOf(stored);
        var active = pods.Where(p => PodReadiness.IsActive(p.Value)).ToList();
        string? refusal = null;
        if (!stored.Value.IsTerminating())
        {
            var missing = (stored.Value.Number("spec", "replicas") ?? 1) - active.Count;
            refusal = Create(stored, missing);
            Delete(stored, active, -missing);
        }

        WriteStatus(stored, [.. PodsOf(stored).Where(p => PodReadiness.IsActive(p.Value))], refusal);
        Retry(stored, refusal is not null);
    }

    // The message of the API server when it refuses a pod; one refusal ends the round.
    string? Create(StoredObject set, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var made = PodFactory.Make(cluster, set.Value, PodTemplate.Of(set.Value), $"{set.Name}-{cluster.Chance.Suffix()}");
            var fault = faults.Of(made);
            var quota = Api.Quotas.Refusal(ResourceKinds.Pods, made, cluster);
            if ((fault?.Refusal is { } refusal ? FaultText.Fill(refusal, made, fault) : quota is null ? null : $"pods \"{made.Name()}\" is forbidden: {quota}") is { } message)
            {
                events.Warning(set.Value, Component, "FailedCreate", $"Error creating: {message}");
                return message;
            }

            if (fault?.Container is { } added)
            {
                made.Ensure("spec").EnsureArray(added.List).Add(JsonNode.Parse(added.Json));
            }

            var pod = PodFactory.Store(cluster, made);
            events.Normal(set.Value, Component, "SuccessfulCreate", $"Created pod: {pod.Name}");
        }

        return null;
    }

    // Ever later, as the real controller's queue does it.
    void Retry(StoredObject set, bool hasFailed)
    {
        if (!hasFailed)
        {
            failures.Remove(set.Value.Uid());
            return;
        }

        var count = failures.GetValueOrDefault(set.Value.Uid());
        failures[set.Value.Uid()] = count + 1;
        var pause = FirstRetry * Math.Pow(2, Math.Min(count, 20));
        cluster.Plan($"refused/{set.Value.Uid()}", pause < LastRetry ? pause : LastRetry, () => enqueue(set.Namespace, set.Name));
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

    void WriteStatus(StoredObject stored, List<StoredObject> pods, string? refusal)
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
            if (refusal is not null)
            {
                // Another refusal for the same reason changes nothing.
                status["conditions"] = new JsonArray(r.Condition(ReplicaFailure.Type)?.DeepClone() ?? ReplicaFailure.Of(refusal, cluster.Clock.Now.Stamp()));
            }

            r["status"] = status;
        });
    }

    List<StoredObject> PodsOf(StoredObject set) =>
        [.. cluster.Store.List(ResourceKinds.Pods, set.Namespace).Where(p => p.Value.ControllerUid() == set.Value.Uid())];
}
