using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Cluster.Watching;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Deletes one pod, and watches the one that follows it.</summary>
sealed class PodReplacement(ApiClient api, WorkloadLife life, RolloutWatcher watcher, JudgeLimits limits)
{
    /// <summary>Replaces one pod.</summary>
    /// <exception cref="EstateAccessException">The pod could not be deleted, or the one that follows it cannot be told from others.</exception>
    public async Task<RolloutReading> RunAsync(WorkloadReference workload, OutdatedPod pod, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        _ = Paths.Of(workload);
        var reference = workload with { Kind = "Pod", Name = pod.Name };
        var present = await FindAsync(reference, pod, cancellationToken).ConfigureAwait(false);
        var succession = new Succession(pod.Name, pod.Uid, workload.Kind == "DaemonSet" ? NodeOf(present, reference) : "");
        if (present is not null)
        {
            await DeleteAsync(reference, pod, cancellationToken).ConfigureAwait(false);
        }

        return await watcher.RunAsync(workload, "", facts => SuccessionJudge.Judge(facts, succession, api.Now, limits), onProgress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A refusal, or an answer that got lost, is settled by reading: a pod that is ending or gone is deleted, whoever did it.</summary>
    async Task DeleteAsync(WorkloadReference reference, OutdatedPod pod, CancellationToken cancellationToken)
    {
        var result = await life.DeletePodAsync(reference, pod.Uid, cancellationToken).ConfigureAwait(false);
        if (result is PatchResult.Applied || await FindAsync(reference, pod, cancellationToken).ConfigureAwait(false) is not { Ending: false })
        {
            return;
        }

        throw result switch
        {
            PatchResult.Refused refused => new EstateAccessException(AccessFailure.Rejected, $"{reference}", $"{reference}: was not deleted: {refused.Message}"),
            PatchResult.Unanswered lost => new EstateAccessException(AccessFailure.Unreachable, $"{reference}", $"{reference}: was not deleted: {lost.Message}"),
            _ => new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The very pod; null when it is gone, or another has its name.</summary>
    async Task<PodFacts?> FindAsync(WorkloadReference reference, OutdatedPod pod, CancellationToken cancellationToken) =>
        await api.FindAsync(Paths.Pod(reference.Namespace, reference.Name), $"{reference}", cancellationToken).ConfigureAwait(false) is { } manifest
        && PodFacts.Read(manifest) is var found && found.Uid == pod.Uid
            ? found
            : null;

    static string NodeOf(PodFacts? pod, WorkloadReference reference) => pod is { Node.Length: > 0 }
        ? pod.Node
        : throw new EstateAccessException(
            AccessFailure.Conflict, $"{reference}", $"{reference}: gone before it was deleted, or on no node, so the pod that follows it cannot be told from others");
}
