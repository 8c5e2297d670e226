using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>One cluster, reading and changing. Every member may throw <see cref="EstateAccessException"/>; only idempotent calls are retried inside.</summary>
public interface ICluster : IClusterView
{
    /// <summary>Reads a workload as YAML that could be applied again: without status, managedFields, uid, resourceVersion, generation and times.</summary>
    Task<string> ExportAsync(WorkloadReference workload, CancellationToken cancellationToken);

    /// <summary>Sends one JSON patch, once. An answer that got lost is settled by reading the object again, never by sending the patch twice.</summary>
    /// <param name="workload">What is changed.</param>
    /// <param name="operations">The patch.</param>
    /// <param name="manager">Manager under whose name the fields are changed.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<PatchResult> PatchAsync(WorkloadReference workload, ImmutableArray<PatchOperation> operations, string manager, CancellationToken cancellationToken);

    /// <summary>Creates a workload, once.</summary>
    /// <param name="workload">What is created.</param>
    /// <param name="manifest">The object as JSON text.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<PatchResult> CreateAsync(WorkloadReference workload, string manifest, CancellationToken cancellationToken);

    /// <summary>Deletes a workload, once, if it is still as it was read; its ReplicaSets and pods follow. One that is gone already counts as deleted.</summary>
    Task<PatchResult> DeleteAsync(WorkloadSnapshot seen, CancellationToken cancellationToken);

    /// <summary>Watches a rollout until it is complete, doomed or stalled, or the token is cancelled.</summary>
    /// <param name="question">Which rollout.</param>
    /// <param name="onProgress">Called with each reading that differs from the one before.</param>
    /// <param name="cancellationToken">Ends the watching; the limit of time is the caller's.</param>
    Task<RolloutReading> WatchRolloutAsync(RolloutQuestion question, Action<RolloutReading> onProgress, CancellationToken cancellationToken);

    /// <summary>Finds the pods that do not have their workload's newest template and get it only when somebody deletes them: all old ones of a StatefulSet or DaemonSet with update strategy OnDelete, and the broken old ones for which a StatefulSet that is rolled in order waits.</summary>
    /// <returns>In the order in which they should be replaced: a StatefulSet's from the highest ordinal down. Empty for a Deployment.</returns>
    Task<ImmutableArray<OutdatedPod>> ReadOutdatedPodsAsync(WorkloadReference workload, CancellationToken cancellationToken);

    /// <summary>Deletes one pod of a workload, if it still has its uid, and watches until the pod that follows it is ready, or doomed.</summary>
    /// <param name="workload">The StatefulSet or DaemonSet.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="onProgress">Called with each reading that differs from the one before.</param>
    /// <param name="cancellationToken">Ends the watching; the limit of time is the caller's.</param>
    Task<RolloutReading> ReplacePodAsync(WorkloadReference workload, OutdatedPod pod, Action<RolloutReading> onProgress, CancellationToken cancellationToken);

    /// <summary>Collects what shows how a workload is: its object, revisions, pods and events, and the logs of pods that are not ready, or of its youngest ones when all are. Never longer than some seconds; what cannot be had is named, not thrown. Values of environment variables are not part of it.</summary>
    /// <param name="workload">The workload; it need not exist.</param>
    /// <param name="cancellationToken">Ends the collecting; then <see cref="OperationCanceledException"/> is thrown.</param>
    Task<CollectedEvidence> CollectEvidenceAsync(WorkloadReference workload, CancellationToken cancellationToken);

    /// <summary>Runs a command in a ready pod of a workload, or in the very pod that a reference of kind Pod names, ready or not.</summary>
    /// <param name="command">What to run where.</param>
    /// <param name="onLine">Called with each line of output as it comes.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    Task<CommandResult> ExecAsync(PodCommand command, Action<string> onLine, CancellationToken cancellationToken);
}
