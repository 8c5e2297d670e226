using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A cluster's copies of journals in memory; it may be out of reach.</summary>
sealed class MemoryShelf : IJournalShelf
{
    public Dictionary<string, JournalLink> Links { get; } = [];

    public string? Down { get; set; }

    /// <summary>Awaited by each write before it happens.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public string Cluster => "east";

    public IEnumerable<JournalEntry> Entries => Links.Values.OrderBy(link => link.Number).SelectMany(link => link.Entries.Values).Select(JournalJson.Read);

    public Task<ImmutableArray<JournalLink>> ReadAsync(string estate, CancellationToken cancellationToken) =>
        Down is null ? Task.FromResult<ImmutableArray<JournalLink>>([.. Links.Values.Where(link => link.Estate == estate)]) : throw Trouble();

    public Task CreateAsync(JournalLink link, CancellationToken cancellationToken) => WriteAsync(() => Links[link.Name] = link, cancellationToken);

    public Task AppendAsync(string link, string token, ImmutableSortedDictionary<int, string> entries, CancellationToken cancellationToken) => WriteAsync(
        () => Links[link] = Links[link].Token == token
            ? Links[link] with { Entries = Links[link].Entries.SetItems(entries) }
            : throw new EstateAccessException(AccessFailure.Conflict, link, "another run has taken over this journal"),
        cancellationToken);

    public Task TakeOverAsync(string link, string token, CancellationToken cancellationToken) => WriteAsync(() => Links[link] = Links[link] with { Token = token }, cancellationToken);

    public Task DeleteAsync(string link, CancellationToken cancellationToken) => WriteAsync(() => Links.Remove(link), cancellationToken);

    async Task WriteAsync(Action write, CancellationToken cancellationToken)
    {
        await Ready.WaitAsync(cancellationToken);
        if (Down is not null)
        {
            throw Trouble();
        }

        write();
    }

    EstateAccessException Trouble() => new(AccessFailure.Unreachable, "east", $"east: {Down}");
}
