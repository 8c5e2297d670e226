using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>DaemonSet → one Pod for each node.</summary>
/// <param name="cluster">The cluster of the DaemonSets.</param>
/// <param name="events">Where events go.</param>
/// <param name="enqueue">Called with namespace and name when a DaemonSet must be looked at again.</param>
internal sealed class DaemonSetController(Cluster cluster, EventRecorder events, Action<string, string> enqueue)
{
    const string Component = "daemonset-controller";

    /// <summary>One round for one DaemonSet; needs the gate.</summary>
    public void Sync(string ns, string name)
    {
        if (cluster.Store.Find(ResourceKinds.DaemonSets, ns, name) is not { } stored || stored.Value.IsTerminating())
        {
            return;
        }

        var set = stored.Value;
        var history = new RevisionHistory(cluster, set);
        var update = history.Update();
        var hash = update.Labels().Text(ControllerRevision.HashLabel) ?? "";
        var readiness = new PodReadiness(cluster.Clock, set);
        ImmutableArray<string> nodes = [.. cluster.Store.List(ResourceKinds.Nodes).Where(n => NodeChoice.IsFitting(n.Value, PodTemplate.Of(set))).Select(n => n.Name)];
        Act(set, DaemonSetRules.Of(set, nodes), readiness, hash);
        var pods = PodsOf(set);
        var ready = pods.Where(p => PodReadiness.IsReady(p.Value)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var status = DaemonSetStatus.Of(set, nodes, [.. pods.Select(p => Seen(p, readiness, hash))], ready);
        cluster.Amend(stored, s => s["status"] = status);
        if (readiness.NextWait(pods) is { } wait)
        {
            cluster.Plan($"available/daemonset/{ns}/{name}", wait, () => enqueue(ns, name));
        }

        history.CleanUp(pods.Select(p => $"{name}-{p.Value.Labels().Text(ControllerRevision.HashLabel)}").Append(update.Name()).ToHashSet(StringComparer.Ordinal));
    }

    void Act(JsonObject set, DaemonSetRules rules, PodReadiness readiness, string hash)
    {
        var pods = PodsOf(set);
        var actions = rules.Next([.. pods.Select(p => Seen(p, readiness, hash))]);
        foreach (var pod in pods.Where(p => actions.Delete.Contains(p.Name)))
        {
            PodDeletion.Begin(cluster, pod, null);
            events.Normal(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }

        actions.Create.ToList().ForEach(node => Create(set, node, hash));
    }

    void Create(JsonObject set, string node, string hash)
    {
        var pod = PodFactory.Make(cluster, set, PodTemplate.Of(set), $"{set.Name()}-{cluster.Chance.Suffix()}");
        pod.Ensure("metadata", "labels")[ControllerRevision.HashLabel] = hash;
        NodeChoice.Bind(pod, node);
        PodFactory.Store(cluster, pod);
        events.Normal(set, Component, "SuccessfulCreate", $"Created pod: {pod.Name()}");
    }

    List<StoredObject> PodsOf(JsonObject set) => Ownership.Claim(cluster, set, ResourceKinds.Pods);

    static DaemonPod Seen(StoredObject pod, PodReadiness readiness, string hash) => new(
        pod.Name, NodeChoice.Of(pod.Value) ?? "", pod.Value.Labels().Text(ControllerRevision.HashLabel) == hash,
        pod.Value.IsTerminating(), readiness.IsAvailable(pod.Value));
}
