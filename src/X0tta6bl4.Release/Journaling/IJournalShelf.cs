using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>Where one cluster keeps copies of journals. Every member may throw <see cref="EstateAccessException"/>; each may be repeated without harm.</summary>
public interface IJournalShelf
{
    /// <summary>The cluster's name in the runbook.</summary>
    string Cluster { get; }

    /// <summary>Reads every link of an estate, in no particular order.</summary>
    Task<ImmutableArray<JournalLink>> ReadAsync(string estate, CancellationToken cancellationToken);

    /// <summary>Makes a link. One of the same name and token counts as made.</summary>
    Task CreateAsync(JournalLink link, CancellationToken cancellationToken);

    /// <summary>Adds entries to a link in one write, unless it has another token by now.</summary>
    /// <param name="link">Name of the link.</param>
    /// <param name="token">Token that it must have.</param>
    /// <param name="entries">Entries as JSON text by their number.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task AppendAsync(string link, string token, ImmutableSortedDictionary<int, string> entries, CancellationToken cancellationToken);

    /// <summary>Gives a link another token: whoever had the old one appends nothing any more.</summary>
    Task TakeOverAsync(string link, string token, CancellationToken cancellationToken);

    /// <summary>Removes a link; one that is gone already counts as removed.</summary>
    Task DeleteAsync(string link, CancellationToken cancellationToken);
}
