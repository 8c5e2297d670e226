using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Brings fields of one workload to given values, once: observe, announce, patch; an answer that got lost is settled by observing again.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Uid">The uid it must have.</param>
/// <param name="FieldChanges">What changes.</param>
public sealed record WorkloadChange(WorkloadReference Workload, string Uid, ImmutableArray<FieldChange> FieldChanges)
{
    const int Tries = 3;

    /// <summary>Keeps other runs from the workload; null where nothing else can run.</summary>
    public Fence? Fence { get; init; }

    /// <summary>Manager under whose name the fields are changed.</summary>
    public string Manager { get; init; } = FieldOwner.Own;

    /// <summary>Ends the waiting for the patch's answer, see <see cref="RunContext.Abandon"/>.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>How the change went.</summary>
    /// <param name="Failure">Why the fields are not as wanted; null when they are.</param>
    /// <param name="Generation">The workload's generation with the change in it.</param>
    /// <param name="Patched">True when this call sent a patch, so that the undo that was announced is due.</param>
    public sealed record Result(string? Failure, long Generation, bool Patched);

    /// <summary>Applies the change.</summary>
    /// <param name="cluster">The workload's cluster.</param>
    /// <param name="announce">Called once with the object as it is, right before the first patch; when it throws, nothing is patched.</param>
    /// <param name="cancellationToken">Honoured until the patch is sent; its answer is awaited all the same.</param>
    public async Task<Result> ApplyAsync(ICluster cluster, Func<JsonObject, Task> announce, CancellationToken cancellationToken)
    {
        var announced = false;
        string? seen = null;
        for (var attempt = 0; ; attempt++)
        {
            var (result, live, operations) = await ObserveAsync(cluster, cancellationToken).ConfigureAwait(false);
            if (result is not null || attempt == Tries)
            {
                return (result ?? new Result($"{Workload} could not be changed: {seen}", 0, announced)) with { Patched = announced };
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!announced)
            {
                await announce(live!).ConfigureAwait(false);
                announced = true;
            }

            var answer = await cluster.PatchAsync(Workload, operations, Manager, Abandon).ConfigureAwait(false);
            if (answer is PatchResult.Applied applied)
            {
                return new Result(null, applied.Generation, true);
            }

            seen = answer.Trouble;
        }
    }

    // What the workload says of the change: settled one way or the other, or the patch that is due.
    async Task<(Result? Settled, JsonObject? Live, ImmutableArray<PatchOperation> Due)> ObserveAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        if (await cluster.ReadWorkloadAsync(Workload, cancellationToken).ConfigureAwait(false) is not { } live)
        {
            return (new Result($"{Workload} does not exist any more", 0, false), null, []);
        }

        return ObjectPatch.For(live.Manifest, Uid, FieldChanges) switch
        {
            ObjectPatch.NothingToDo => (new Result(null, live.Generation, false), null, []),
            ObjectPatch.Mismatch mismatch => (new Result($"{Workload} was changed by somebody else: {string.Join("; ", mismatch.Reasons)}", live.Generation, false), null, []),
            ObjectPatch.Ready ready => (null, live.Manifest, Fence is null ? ready.Operations : [await Fence.GuardAsync(Workload, live.Manifest, cancellationToken).ConfigureAwait(false), .. ready.Operations]),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }
}
