using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Looks whether a watched release is still the one that counts. One small read each time; journals are read only while another run has the lock, or after one had it.</summary>
sealed class WatchSuccession(SessionInput input, ConnectedEstate estate, string id)
{
    string seen = "";

    /// <summary>Why there is nothing left to watch; null while there is, or when that cannot be told.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lease = estate.Keepers.IsEmpty ? null : await estate.Keepers[0].Leases.FindAsync(input.Scope.Estate.Name, cancellationToken).ConfigureAwait(false);
            var mark = $"{lease?.Token} {lease?.Transitions}";
            if (mark == seen && lease?.IsFree != false)
            {
                return null;
            }

            _ = await JournalCopies.FetchAsync(input, estate, cancellationToken).ConfigureAwait(false);
            seen = mark;
            return WatchedRelease.Successor(KnownReleases.Read(input), id);
        }
        catch (Exception exception) when (exception is EstateAccessException or RefusalException or IOException or UnauthorizedAccessException)
        {
            // Asked again before the next round.
            return null;
        }
    }
}
