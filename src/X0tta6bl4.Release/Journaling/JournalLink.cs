using System.Collections.Immutable;

namespace X0tta6bl4.Release.Journaling;

/// <summary>One object of a journal's copy. A copy is a chain of them, as no object of a cluster may grow without end.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Release">The release's identifier.</param>
/// <param name="Estate">The estate.</param>
/// <param name="Number">Place in the chain, from 1; a link that a run without the lock made beside another's is empty.</param>
/// <param name="Token">Token of the run that may append to it.</param>
/// <param name="Plan">The plan, packed; empty in all but the first link.</param>
/// <param name="Entries">Entries as JSON text by their number in the copy, from 1.</param>
public sealed record JournalLink(string Name, string Release, string Estate, int Number, string Token, ImmutableArray<byte> Plan, ImmutableSortedDictionary<int, string> Entries)
{
    /// <summary>Name of a link, different for each run, so that none is in another's way. Identifiers hold capitals, which names of objects may not.</summary>
    public static string NameOf(string release, int number, string token) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"x0tta6bl4-release-{release.ToLowerInvariant()}-{number}-{token}");

    /// <summary>Length in bytes of all that it holds.</summary>
    public int Size => Plan.Length + Entries.Values.Sum(SizeOf);

    /// <summary>Length in bytes of one entry with its key.</summary>
    public static int SizeOf(string entry) => System.Text.Encoding.UTF8.GetByteCount(entry) + 6;
}
