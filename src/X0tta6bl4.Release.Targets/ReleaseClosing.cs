using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Targets;

/// <summary>Gives up an open release as it stands: for what can neither go on nor go back, once a human has seen to it.</summary>
static class ReleaseClosing
{
    /// <summary>Ends the open release; nothing of the estate is touched.</summary>
    /// <returns>The release as it is now.</returns>
    /// <exception cref="RefusalException">No release is open, or another run works on the estate.</exception>
    public static async Task<ReleaseRecord> CloseAsync(SessionSetup setup, SessionInput input)
    {
        using var estateLock = EstateLock.Take(setup.TemporaryDirectory, input.Scope.Estate.Name);
        var id = input.Parameters.ReleaseId;
        var open = KnownReleases.Read(input).FirstOrDefault(release => release.State.IsOpen && (id is null || release.Folder.Id == id))
            ?? throw new RefusalException([new Problem(id ?? input.Scope.Estate.Name, "no such release is open, so there is nothing to close")]);
        using (var journal = JournalFile.Open(open.Folder.JournalPath))
        {
            await journal.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Closed) { At = setup.Time.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        }

        return open.Folder.Read()!;
    }
}
