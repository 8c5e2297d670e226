using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Gives up an open release as it stands: for what can neither go on nor go back, once a human has seen to it.</summary>
sealed class ReleaseClosing(SessionSetup setup, SessionInput input, ConnectedEstate estate)
{
    /// <summary>Ends the open release; no workload of the estate is touched.</summary>
    /// <returns>The release as it is now.</returns>
    /// <exception cref="RefusalException">No release is open, or another run works on the estate.</exception>
    public async Task<ReleaseRecord> CloseAsync(CancellationToken cancellationToken)
    {
        var locks = await EstateLocks.TakeReachableAsync(setup, input, estate, cancellationToken).ConfigureAwait(false);
        await using var given = locks.ConfigureAwait(false);
        var copies = await JournalCopies.FetchAsync(input, estate, cancellationToken).ConfigureAwait(false);
        var id = input.Parameters.ReleaseId;
        var open = KnownReleases.Read(input).FirstOrDefault(release => release.State.IsOpen && (id is null || release.Folder.Id == id))
            ?? throw new RefusalException([.. copies.Unread, new Problem(id ?? input.Scope.Estate.Name, "no such release is open, so there is nothing to close")]);
        using (var journal = JournalFile.Open(open.Folder.JournalPath))
        {
            await journal.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Closed) { At = setup.Time.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        }

        var closed = open.Folder.Read()!;
        if (await CopyCompletion.CompleteAsync(closed, copies.Releases.FirstOrDefault(release => release.Id == closed.Folder.Id), locks.Writer, setup.Time, cancellationToken).ConfigureAwait(false) is { } lacking)
        {
            setup.Output.WriteLine(lacking);
        }

        return closed;
    }
}
