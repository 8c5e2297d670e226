using System.Collections.Concurrent;
using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>What the estate's clusters know of its releases.</summary>
/// <param name="Releases">Copies, newest first.</param>
/// <param name="Unread">Clusters that could not be asked, and why.</param>
public sealed record JournalCopies(ImmutableArray<CopiedRelease> Releases, ImmutableArray<Problem> Unread)
{
    /// <summary>Releases whose folder could not be brought to what the copy knows, as they would be, with the cause.</summary>
    public ImmutableArray<(ReleaseRecord Release, Exception Cause)> Unwritten { get; init; } = [];

    /// <summary>This, where every folder could be written: only the way back does without.</summary>
    /// <exception cref="IOException">A folder could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be written.</exception>
    public JournalCopies Written() => Unwritten.IsEmpty ? this : throw (Unwritten[0].Cause is UnauthorizedAccessException denied ? denied : new IOException(Unwritten[0].Cause.Message, Unwritten[0].Cause));

    /// <summary>What folders know, completed by what could not be written to them.</summary>
    public ImmutableArray<ReleaseRecord> Complete(ImmutableArray<ReleaseRecord> known) =>
        [.. known.Select(release => Unwritten.FirstOrDefault(unwritten => unwritten.Release.Folder == release.Folder).Release ?? release)];

    /// <summary>Reads every copy, and brings this checkout's folders to what the copies know.</summary>
    /// <exception cref="RefusalException">A copy or a folder contradicts what is known here.</exception>
    public static async Task<JournalCopies> FetchAsync(SessionInput input, ConnectedEstate estate, CancellationToken cancellationToken) =>
        (await FetchAsync(input, estate, (found, _) => Task.FromResult(found), cancellationToken).ConfigureAwait(false)).Written();

    /// <summary>The same by a run that holds the lock: an earlier one appends nothing any more to a release that has not ended.</summary>
    /// <exception cref="RefusalException">A copy or a folder contradicts what is known here.</exception>
    public static Task<JournalCopies> TakeOverAsync(SessionInput input, ConnectedEstate estate, EstateLocks locks, CancellationToken cancellationToken) =>
        FetchAsync(input, estate, (found, unread) => TakeOverAsync(found, locks.Leases.Token, unread, cancellationToken), cancellationToken);

    static async Task<JournalCopies> FetchAsync(
        SessionInput input, ConnectedEstate estate, Func<CopiedRelease, ConcurrentBag<Problem>, Task<CopiedRelease>> onFound, CancellationToken cancellationToken)
    {
        var unread = new ConcurrentBag<Problem>();
        var releases = await Task.WhenAll(estate.Keepers.Select(async keeper =>
        {
            var found = await ReadAsync(keeper, input.Scope.Estate.Name, unread, cancellationToken).ConfigureAwait(false);
            return await Task.WhenAll(found.Select(release => onFound(release, unread))).ConfigureAwait(false);
        })).ConfigureAwait(false);
        var copies = new JournalCopies([.. releases.SelectMany(found => found).OrderByDescending(release => release.Entries[0].At)], [.. unread.OrderBy(problem => problem.Where, StringComparer.Ordinal)]);
        return copies with { Unwritten = [.. copies.Releases.Select(release => TryRestore(input, release)).OfType<(ReleaseRecord, Exception)>()] };
    }

    static async Task<CopiedRelease> TakeOverAsync(CopiedRelease release, string token, ConcurrentBag<Problem> unread, CancellationToken cancellationToken)
    {
        try
        {
            return release.State.Outcome is null ? await release.TakeOverAsync(token, cancellationToken).ConfigureAwait(false) : release;
        }
        catch (EstateAccessException exception)
        {
            unread.Add(new Problem(exception.Subject, $"the copy of the journal of release {release.Id} cannot be taken over: {exception.Reason}"));
            return release;
        }
    }

    static async Task<ImmutableArray<CopiedRelease>> ReadAsync(EstateKeeper keeper, string estate, ConcurrentBag<Problem> unread, CancellationToken cancellationToken)
    {
        try
        {
            return await CopiedRelease.ReadAllAsync(keeper.Journals, estate, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            unread.Add(new Problem(exception.Subject, exception.Reason));
            return [];
        }
        catch (InvalidDataException exception)
        {
            throw new RefusalException([new Problem(keeper.Journals.Cluster, exception.Message, "use the version of this build that made it")]);
        }
    }

    // Null when it could be written. What has no folder here cannot be worked on without one.
    static (ReleaseRecord, Exception)? TryRestore(SessionInput input, CopiedRelease release)
    {
        try
        {
            Restore(input, release);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Folder(input, release).Merge(release) is not { } merged)
            {
                throw;
            }

            return (merged, exception);
        }
    }

    static ReleaseFolder Folder(SessionInput input, CopiedRelease release) => new(Path.Combine(input.Parameters.ArtifactsDirectory, release.Id));

    /// <summary>The folder of a release in this checkout, brought to what its copy knows.</summary>
    /// <exception cref="RefusalException">The folder cannot be read.</exception>
    public static ReleaseFolder Restore(SessionInput input, CopiedRelease release)
    {
        var folder = Folder(input, release);
        try
        {
            folder.Restore(release);
            return folder;
        }
        catch (InvalidDataException exception)
        {
            throw new RefusalException([new Problem("artifacts/releases", exception.Message, "move that folder away; the copy in the cluster has what it knew")]);
        }
    }

    /// <summary>Removes the copies of releases that ended, all but the newest ones; what cannot be removed now is removed by a later run.</summary>
    /// <param name="ended">The release that has just ended; it stays.</param>
    /// <param name="kept">Number of copies that stay, with that one.</param>
    /// <param name="cancellationToken">Ends the removing.</param>
    public async Task PruneAsync(string ended, int kept, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var release in Releases.Where(release => release.Id != ended && !release.State.IsOpen).Skip(kept - 1))
            {
                await release.DeleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is EstateAccessException or OperationCanceledException)
        {
            // The next release that ends tries again.
        }
    }
}
