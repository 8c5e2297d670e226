using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Keeps whoever held the lock before, and does not know that it is lost, from changing anything.</summary>
/// <param name="leases">The lock.</param>
/// <param name="clusters">Clusters by name.</param>
public sealed class Fence(EstateLeases leases, ImmutableSortedDictionary<string, ICluster> clusters)
{
    const int Tries = 3;

    /// <summary>The token of this run.</summary>
    public string Token => leases.Token;

    /// <summary>Proves that this run still holds the lock of a cluster, right before an effect.</summary>
    /// <exception cref="EstateAccessException">It does not, or that cannot be told.</exception>
    public Task ProveAsync(string cluster, CancellationToken cancellationToken) => leases.ProveAsync(cluster, cancellationToken);

    /// <summary>Says that a workload is left to the run that has taken over its cluster's lock; null when none has, or that cannot be told.</summary>
    public async Task<string?> FindOtherAsync(WorkloadReference workload) =>
        await leases.FindOtherAsync(workload.Cluster).ConfigureAwait(false) is { } other ? $"{workload}: left to the run that has taken over the lock: {other}" : null;

    /// <summary>What a patch of an object has to begin with. An object without this run's token gets it first.</summary>
    /// <exception cref="EstateAccessException">The object has another token, and this run does not hold the lock.</exception>
    public async Task<PatchOperation> GuardAsync(WorkloadReference workload, JsonObject manifest, CancellationToken cancellationToken)
    {
        if (TokenStamp.Of(manifest) != Token)
        {
            await StampAsync(workload, cancellationToken).ConfigureAwait(false);
            // Whoever takes over from here on finds the token, and takes it off.
            await ProveAsync(workload.Cluster, cancellationToken).ConfigureAwait(false);
        }

        return PatchOperation.Test(TokenStamp.Path, Token);
    }

    /// <summary>Puts this run's token on workloads, side by side; from then on an earlier run's writes are refused.</summary>
    /// <exception cref="EstateAccessException">One of them cannot be read or written, or the lock is lost.</exception>
    public Task StampAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken) =>
        Task.WhenAll(workloads.Distinct().Select(workload => StampAsync(workload, cancellationToken)));

    /// <summary>The same where it is possible.</summary>
    public Task TryStampAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken) =>
        Task.WhenAll(workloads.Distinct().Select(workload => TryAsync(() => StampAsync(workload, cancellationToken))));

    /// <summary>Takes the tokens of earlier runs off workloads, right after the lock is taken: nothing that an earlier run has sent, or sends yet, lands any more.</summary>
    /// <exception cref="EstateAccessException">One of them cannot be read or written, or the lock is lost.</exception>
    public Task DisarmAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken) =>
        Task.WhenAll(workloads.Distinct().Select(workload => ChangeAsync(workload, manifest => TokenStamp.Clear(manifest, token => token != Token), cancellationToken)));

    /// <summary>Takes this run's token off workloads, where it is possible; one that stays is taken off by the next run.</summary>
    public Task ClearAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken) =>
        Task.WhenAll(workloads.Distinct().Select(workload => TryAsync(() => ChangeAsync(workload, manifest => TokenStamp.Clear(manifest, token => token == Token), cancellationToken))));

    Task StampAsync(WorkloadReference workload, CancellationToken cancellationToken) => ChangeAsync(workload, manifest => TokenStamp.Set(manifest, Token), cancellationToken);

    // Each write tests what was read, and the lock is proved in between: once somebody else has taken over and written, ours is refused.
    async Task ChangeAsync(WorkloadReference workload, Func<JsonObject, ImmutableArray<PatchOperation>> change, CancellationToken cancellationToken)
    {
        var cluster = clusters[workload.Cluster];
        for (var attempt = 0; ; attempt++)
        {
            // An object that is gone needs no token.
            if (await cluster.ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false) is not { } live || change(live.Manifest) is not { IsEmpty: false } due)
            {
                return;
            }

            if (attempt == Tries)
            {
                throw new EstateAccessException(AccessFailure.Conflict, workload.ToString(), $"{workload}: its token could not be changed, as the object was changed each time");
            }

            await ProveAsync(workload.Cluster, cancellationToken).ConfigureAwait(false);
            if (await cluster.PatchAsync(workload, due, FieldOwner.Own, CancellationToken.None).ConfigureAwait(false) is PatchResult.Applied)
            {
                return;
            }
        }
    }

    static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EstateAccessException or OperationCanceledException)
        {
            // A write that needs the token sets it itself.
        }
    }
}
