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

    /// <summary>Who has taken over a cluster's lock; null when nobody has, or that cannot be told.</summary>
    public Task<EstateLease?> FindOtherAsync(string cluster) => leases.FindOtherAsync(cluster);

    /// <summary>What a patch of an object has to begin with. A token that nobody holds any more is replaced.</summary>
    /// <exception cref="EstateAccessException">The object has another token, and this run does not hold the lock.</exception>
    public async Task<ImmutableArray<PatchOperation>> GuardAsync(WorkloadReference workload, JsonObject manifest, CancellationToken cancellationToken)
    {
        if (TokenStamp.Of(manifest) != Token)
        {
            await ProveAsync(workload.Cluster, cancellationToken).ConfigureAwait(false);
        }

        return TokenStamp.Set(manifest, Token);
    }

    /// <summary>Puts this run's token on workloads, side by side; from then on an earlier run's writes are refused.</summary>
    /// <exception cref="EstateAccessException">One of them cannot be read or written.</exception>
    public async Task StampAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken)
    {
        var all = workloads.Distinct().ToArray();
        await Task.WhenAll(all.Select(workload => workload.Cluster).Distinct().Select(cluster => ProveAsync(cluster, cancellationToken))).ConfigureAwait(false);
        await Task.WhenAll(all.Select(workload => StampAsync(workload, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>The same where it is possible.</summary>
    public Task TryStampAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken) =>
        Task.WhenAll(workloads.Distinct().Select(workload => TryAsync(() => StampAsync(workload, cancellationToken))));

    /// <summary>Takes every token off workloads, where it is possible; one that stays is ignored by the next run.</summary>
    public Task ClearAsync(IEnumerable<WorkloadReference> workloads, CancellationToken cancellationToken) =>
        Task.WhenAll(workloads.Distinct().Select(workload => TryAsync(() => ChangeAsync(workload, TokenStamp.Clear, cancellationToken))));

    async Task StampAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        if (!await ChangeAsync(workload, manifest => TokenStamp.Of(manifest) == Token ? [] : TokenStamp.Set(manifest, Token), cancellationToken).ConfigureAwait(false))
        {
            throw new EstateAccessException(AccessFailure.Conflict, workload.ToString(), $"{workload}: the token of this run could not be set, as the object was changed each time");
        }
    }

    // True when nothing is left to change; an object that is gone needs no token.
    async Task<bool> ChangeAsync(WorkloadReference workload, Func<JsonObject, ImmutableArray<PatchOperation>> change, CancellationToken cancellationToken)
    {
        var cluster = clusters[workload.Cluster];
        for (var attempt = 0; ; attempt++)
        {
            var live = await cluster.ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false);
            var due = live is null ? [] : change(live.Manifest);
            if (due.IsEmpty || attempt == Tries)
            {
                return due.IsEmpty;
            }

            if (await cluster.PatchAsync(workload, due, CancellationToken.None).ConfigureAwait(false) is PatchResult.Applied)
            {
                return true;
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
