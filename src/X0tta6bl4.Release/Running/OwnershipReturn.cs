using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Gives fields back to the managers that owned them before a release changed them, once they have their old values again: as
/// a change it would be ours for ever, and whoever applies the object's source would be told of a conflict.</summary>
/// <param name="fence">Keeps other runs from the workload; null where nothing else can run.</param>
public sealed class OwnershipReturn(Fence? fence)
{
    // Controllers write a last status while a rollout ends; each of these writes moves what the patch tests.
    const int Tries = 6;

    /// <summary>Gives back what an undo's record names.</summary>
    /// <returns>Null when it is owned as before; else why it is not.</returns>
    public async Task<string?> RunAsync(ICluster cluster, UndoRecord.RevertFields undo, CancellationToken cancellationToken)
    {
        string? seen = null;
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                if (await cluster.ReadWorkloadAsync(undo.Workload, cancellationToken).ConfigureAwait(false) is not { } live
                    || FieldOwnership.Return(live.Manifest, undo.FieldChanges.Select(change => change.Path), undo.Manager, undo.Owners) is not { IsEmpty: false } due)
                {
                    return null;
                }

                ImmutableArray<PatchOperation> operations = fence is null ? due : [await fence.GuardAsync(undo.Workload, live.Manifest, cancellationToken).ConfigureAwait(false), .. due];
                seen = (await cluster.PatchAsync(undo.Workload, operations, FieldOwner.Own, CancellationToken.None).ConfigureAwait(false)).Trouble;
                if (seen is null)
                {
                    return null;
                }
            }
        }
        catch (EstateAccessException exception)
        {
            seen = exception.Reason;
        }

        return seen;
    }
}
