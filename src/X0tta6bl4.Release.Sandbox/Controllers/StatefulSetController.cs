using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>StatefulSet → Pods with names of their own.</summary>
/// <param name="cluster">The cluster of the StatefulSets.</param>
/// <param name="events">Where events go.</param>
/// <param name="enqueue">Called with namespace and name when a StatefulSet must be looked at again.</param>
internal sealed class StatefulSetController(Cluster cluster, EventRecorder events, Action<string, string> enqueue)
{
    const string Component = "statefulset-controller";
    static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(1);

    /// <summary>One round for one StatefulSet; needs the gate.</summary>
    public void Sync(string ns, string name)
    {
        if (cluster.Store.Find(ResourceKinds.StatefulSets, ns, name) is not { } stored || stored.Value.IsTerminating())
        {
            return;
        }

        var set = stored.Value;
        var history = new RevisionHistory(cluster, set);
        var update = history.Update();
        var current = history.Find(set.Text("status", "currentRevision")) ?? update;
        var readiness = new PodReadiness(cluster.Clock, set);
        Act(set, readiness, current, update);
        var pods = PodsOf(set);
        var status = StatefulSetStatus.Of(set, [.. pods.Select(p => p.Value)], readiness, current.Name(), update.Name());
        cluster.Amend(stored, s => s["status"] = status);
        if (readiness.NextWait(pods) is { } wait)
        {
            cluster.Plan($"available/statefulset/{ns}/{name}", wait, () => enqueue(ns, name));
        }

        history.CleanUp(InUse(pods, current.Name(), update.Name()));
    }

    void Act(JsonObject set, PodReadiness readiness, JsonObject current, JsonObject update)
    {
        var rules = StatefulSetRules.Of(set);
        var pods = PodsOf(set);
        foreach (var action in rules.Next([.. pods.Select(p => Seen(p, readiness, update.Name()))]))
        {
            if (action.IsDeletion)
            {
                Delete(set, pods.First(p => OrdinalOf(p) == action.Ordinal));
            }
            else
            {
                Create(set, StatefulSetPods.Make(cluster, set, rules.IsCreatedAsBefore(action.Ordinal) ? current : update, action.Ordinal));
            }
        }
    }

    void Create(JsonObject set, JsonObject pod)
    {
        // A pod of that name may belong to somebody else, whose end is told to nobody here.
        if (cluster.Store.Find(ResourceKinds.Pods, set.Namespace(), pod.Name()) is not null)
        {
            events.Warning(set, Component, "FailedCreate", $"create Pod {pod.Name()} in StatefulSet {set.Name()} failed error: pods \"{pod.Name()}\" already exists");
            cluster.Plan($"retry/statefulset/{set.Namespace()}/{set.Name()}", RetryTime, () => enqueue(set.Namespace(), set.Name()));
            return;
        }

        PodFactory.Store(cluster, pod);
        events.Normal(set, Component, "SuccessfulCreate", $"create Pod {pod.Name()} in StatefulSet {set.Name()} successful");
    }

    void Delete(JsonObject set, StoredObject pod)
    {
        PodDeletion.Begin(cluster, pod, null);
        events.Normal(set, Component, "SuccessfulDelete", $"delete Pod {pod.Name} in StatefulSet {set.Name()} successful");
    }

    List<StoredObject> PodsOf(JsonObject set) =>
        [.. Ownership.Claim(cluster, set, ResourceKinds.Pods, p => StatefulSetPods.Ordinal(set.Name(), p.Name) is not null).OrderBy(OrdinalOf)];

    static Replica Seen(StoredObject pod, PodReadiness readiness, string update) => new(
        OrdinalOf(pod), pod.Value.Labels().Text(ControllerRevision.HashLabel) == update, pod.Value.IsTerminating(),
        PodReadiness.IsReady(pod.Value), readiness.IsAvailable(pod.Value));

    static int OrdinalOf(StoredObject pod) =>
        StatefulSetPods.Ordinal(pod.Value.Items("metadata", "ownerReferences").First(r => r.Flag("controller")).Text("name") ?? "", pod.Name) ?? 0;

    static HashSet<string> InUse(List<StoredObject> pods, params ReadOnlySpan<string> revisions) =>
        [.. pods.Select(p => p.Value.Labels().Text(ControllerRevision.HashLabel) ?? ""), .. revisions];
}
