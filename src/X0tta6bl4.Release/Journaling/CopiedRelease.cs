using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>One release as the copy of its journal tells it.</summary>
/// <param name="Shelf">Where the copy is.</param>
/// <param name="Links">Its chain, in order.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Entries">Its entries.</param>
public sealed record CopiedRelease(IJournalShelf Shelf, ImmutableArray<JournalLink> Links, Plan Plan, ImmutableArray<JournalEntry> Entries)
{
    /// <summary>The release's identifier.</summary>
    public string Id => Links[0].Release;

    /// <summary>Its state as far as the copy knows it.</summary>
    public ReleaseState State => ReleaseState.Fold(Entries);

    /// <summary>Reads every copy of an estate that a shelf has, newest first.</summary>
    /// <exception cref="EstateAccessException">The shelf cannot be read.</exception>
    /// <exception cref="InvalidDataException">A copy cannot be read; the message names it.</exception>
    public static async Task<ImmutableArray<CopiedRelease>> ReadAllAsync(IJournalShelf shelf, string estate, CancellationToken cancellationToken)
    {
        var links = await shelf.ReadAsync(estate, cancellationToken).ConfigureAwait(false);
        return
        [
            // A chain without its first link is about to be removed.
            .. links.GroupBy(link => link.Release).Where(chain => chain.Any(link => link.Number == 1))
                .Select(chain => Of(shelf, [.. chain.OrderBy(link => link.Number)]))
                .OrderByDescending(release => release.Entries[0].At),
        ];
    }

    /// <summary>Reads it again, once no other run can append to it any more; itself when that was so already.</summary>
    /// <exception cref="EstateAccessException">The shelf cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The copy cannot be read; the message names it.</exception>
    public async Task<CopiedRelease> TakeOverAsync(string token, CancellationToken cancellationToken)
    {
        if (Links.All(link => link.Token == token))
        {
            return this;
        }

        foreach (var link in Links.Where(link => link.Token != token))
        {
            await Shelf.TakeOverAsync(link.Name, token, cancellationToken).ConfigureAwait(false);
        }

        return (await ReadAllAsync(Shelf, Plan.Estate, cancellationToken).ConfigureAwait(false)).FirstOrDefault(release => release.Id == Id) ?? this;
    }

    /// <summary>Removes it. The first link goes first: what is left of a chain that was not removed to its end is no copy.</summary>
    /// <exception cref="EstateAccessException">A link could not be removed.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var link in Links)
        {
            await Shelf.DeleteAsync(link.Name, cancellationToken).ConfigureAwait(false);
        }
    }

    // A number that is missing was never written whole: the entry's effect, if it has one, never began.
    static CopiedRelease Of(IJournalShelf shelf, ImmutableArray<JournalLink> links)
    {
        try
        {
            var lines = links.SelectMany(link => link.Entries).OrderBy(entry => entry.Key).Select(entry => entry.Value);
            var entries = lines.Select(JournalJson.Read).ToImmutableArray();
            // The identifier becomes the name of a folder.
            return !entries.OfType<JournalEntry.ReleaseOpened>().Take(1).All(opened => opened.Id == links[0].Release) || links[0].Release.AsSpan().ContainsAny('/', '\\') || links[0].Release.StartsWith('.')
                ? throw new InvalidDataException("its identifier is none")
                : entries.IsEmpty ? throw new InvalidDataException("it has no entries")
                : entries[0] is JournalEntry.ReleaseOpened { Format: not 1 } ? throw new InvalidDataException("it is of a later format")
                : new CopiedRelease(shelf, links, PackedPlan.Read(links[0].Plan), entries);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"{shelf.Cluster}: the copy of release {links[0].Release}'s journal ({links[0].Name}) cannot be read: {exception.Message}", exception);
        }
    }
}
