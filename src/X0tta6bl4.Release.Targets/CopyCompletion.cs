using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Targets;

/// <summary>Completes the copy of the journal of a release that has ended, by whoever holds the lock for the moment.</summary>
static class CopyCompletion
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Sends what the copy lacks. A release of which no cluster knows has no copy to complete.</summary>
    /// <param name="release">The release as the folder has it.</param>
    /// <param name="copied">Its copy; null when there is none.</param>
    /// <param name="writer">The holder of the lock.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the taking over.</param>
    /// <returns>What the copy lacks and why; null when it has everything.</returns>
    public static async Task<string?> CompleteAsync(ReleaseRecord release, CopiedRelease? copied, JournalWriter writer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (copied is null)
        {
            return null;
        }

        try
        {
            copied = await copied.TakeOverAsync(writer.Token, cancellationToken).ConfigureAwait(false);
            var copy = new JournalCopy(copied, writer, time);
            copy.CatchUp(release.Entries, copied.Entries.Length);
            return await copy.CompleteAsync(Limit).ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            return $"The copy of the journal lacks what was journaled last: {exception.Message}";
        }
    }
}
