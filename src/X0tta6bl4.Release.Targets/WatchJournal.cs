using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Takes the entries of a watch, which holds no lock: it opens the release's journal for each of them, apart from every other run of this checkout, and completes
/// the copy in the cluster now and then under a lock that it has for that moment. What cannot be written yet is written with the next entry.</summary>
sealed class WatchJournal(SessionSetup setup, SessionInput input, ConnectedEstate estate, ReleaseFolder folder) : IJournal
{
    /// <summary>Least time between two completions of the copy, but for the first and the last.</summary>
    static readonly TimeSpan CopySpacing = TimeSpan.FromMinutes(10);

    static readonly TimeSpan CopyLimit = TimeSpan.FromSeconds(15);

    // A run that was told to end is at its safe point within seconds.
    static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(3);

    readonly Queue<JournalEntry> waiting = new();
    DateTimeOffset? copied;

    /// <inheritdoc/>
    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        waiting.Enqueue(entry);
        await WriteAsync().ConfigureAwait(false);
        if (entry is not JournalEntry.WatchAssessed || setup.Time.GetUtcNow() - copied >= CopySpacing)
        {
            copied = setup.Time.GetUtcNow();
            await CopyAsync(entry is JournalEntry.WatchAssessed, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task WriteAsync()
    {
        try
        {
            using var alone = EstateLock.Take(setup.TemporaryDirectory, input.Scope.Estate.Name);
            using var journal = JournalFile.Open(folder.JournalPath);
            while (waiting.TryPeek(out var next))
            {
                await journal.AppendAsync(next, CancellationToken.None).ConfigureAwait(false);
                waiting.Dequeue();
            }
        }
        catch (RefusalException locked)
        {
            throw new IOException(locked.Message, locked);
        }
    }

    // Whoever watches on another machine goes on from the copy. Somebody else's lock, or a cluster that is down, is no reason to stop watching.
    async Task CopyAsync(bool isQuiet, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(isQuiet ? ShortLimit : CopyLimit, setup.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var locks = await EstateLocks.TakeAsync(setup, input, estate, either.Token).ConfigureAwait(false);
            await using var given = locks.ConfigureAwait(false);
            var copies = await JournalCopies.FetchAsync(input, estate, either.Token).ConfigureAwait(false);
            if (folder.Read() is { } release && await CopyCompletion.CompleteAsync(release, copies.Releases.FirstOrDefault(copy => copy.Id == folder.Id), locks.Writer, setup.Time, either.Token).ConfigureAwait(false) is { } lacking)
            {
                Say(isQuiet, lacking);
            }
        }
        catch (Exception exception) when (exception is RefusalException or EstateAccessException or IOException or UnauthorizedAccessException or InvalidDataException or OperationCanceledException)
        {
            Say(isQuiet, $"The copy of the journal does not know of this yet: {(exception is OperationCanceledException ? "there was no time" : exception.Message)}");
        }
    }

    void Say(bool isQuiet, string line)
    {
        if (!isQuiet)
        {
            setup.Output.WriteLine(line);
        }
    }
}
