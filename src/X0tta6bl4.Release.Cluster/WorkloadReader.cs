using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Reads a workload with its revisions and pods, once.</summary>
sealed class WorkloadReader(ApiClient api, JudgeLimits limits)
{
    /// <summary>Reads and judges a workload; null when it does not exist.</summary>
    public async Task<WorkloadSnapshot?> ReadAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        var manifest = await api.FindAsync(Paths.Of(workload), $"{workload}", cancellationToken).ConfigureAwait(false);
        if (manifest is null)
        {
            return null;
        }

        var facts = await WithChildrenAsync(workload, manifest, cancellationToken).ConfigureAwait(false);
        var judgement = RolloutJudge.Judge(facts, new Expectation(facts.Controller.Generation), api.Now, limits);
        return new WorkloadSnapshot(workload, facts.Controller.Uid, facts.Controller.Generation, manifest, judgement.Reading);
    }

    /// <summary>Reads the facts of a workload.</summary>
    /// <exception cref="EstateAccessException">It does not exist or cannot be read.</exception>
    public async Task<RolloutFacts> ReadFactsAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        var manifest = await api.GetAsync(Paths.Of(workload), $"{workload}", cancellationToken).ConfigureAwait(false);
        return await WithChildrenAsync(workload, manifest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads which pods keep an older template until somebody deletes them, in the order in which they should be replaced: all old ones under OnDelete, the broken ones that a roll in order waits for otherwise.</summary>
    /// <exception cref="EstateAccessException">The workload does not exist or cannot be read.</exception>
    public async Task<ImmutableArray<OutdatedPod>> ReadOutdatedAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        if (workload.Kind == "Deployment")
        {
            return [];
        }

        var facts = await ReadFactsAsync(workload, cancellationToken).ConfigureAwait(false);
        var old = facts.Controller.OnDelete ? facts.OldPods : facts.Controller.Holding(facts);
        return [.. facts.Controller.InOrder(old).Select(pod => new OutdatedPod(pod.Name, pod.Uid))];
    }

    async Task<RolloutFacts> WithChildrenAsync(WorkloadReference workload, JsonObject manifest, CancellationToken cancellationToken)
    {
        var query = $"?labelSelector={Uri.EscapeDataString(LabelSelector.Text(manifest.At("spec", "selector")))}";
        var revisions = RevisionsAsync(workload, query, cancellationToken);
        var pods = api.GetAsync(Paths.Pods(workload.Namespace) + query, $"{workload}", cancellationToken);
        await Task.WhenAll((Task)revisions, pods).ConfigureAwait(false);
        return WorkloadKind.Of(workload).Read(manifest).With(
            workload,
            Surroundings.Of(
                (await revisions.ConfigureAwait(false)).Items("items").Select(RevisionFacts.Read),
                (await pods.ConfigureAwait(false)).Items("items").Select(PodFacts.Read)));
    }

    async Task<JsonObject?> RevisionsAsync(WorkloadReference workload, string query, CancellationToken cancellationToken)
    {
        var kind = WorkloadKind.Of(workload);
        if (kind.Revisions.Length == 0)
        {
            return null;
        }

        try
        {
            return await api.GetAsync(Paths.Apps(workload.Namespace, kind.Revisions) + query, $"{workload}", cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException hidden) when (kind.Forgives(hidden))
        {
            return null;
        }
    }
}
