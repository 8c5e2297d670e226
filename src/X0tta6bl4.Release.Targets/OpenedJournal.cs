using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Targets;

/// <summary>A release's journal, on disk and in the cluster that keeps its copy.</summary>
/// <param name="before">What it held before this run.</param>
/// <param name="file">On disk.</param>
/// <param name="copy">In the cluster.</param>
/// <param name="others">Copies of other releases.</param>
/// <param name="kept">Number of copies of ended releases that stay.</param>
public sealed class OpenedJournal(ImmutableArray<JournalEntry> before, JournalFile file, JournalCopy copy, JournalCopies others, int kept) : IDisposable
{
    /// <summary>Both as one journal.</summary>
    public KeptJournal Journal { get; } = new(new JoinedJournal(file, copy), before);

    /// <summary>True when the copy lacks nothing of it.</summary>
    public bool IsCopied => copy.IsComplete;

    /// <summary>Completes the copy, for so long at most, and removes copies of old releases once this one has ended.</summary>
    /// <returns>What the copy lacks and why; null when it has everything.</returns>
    public async Task<string?> CompleteAsync(ReleaseState state, TimeSpan limit, TimeProvider time)
    {
        var lacking = await copy.CompleteAsync(limit).ConfigureAwait(false);
        if (state is { Outcome: not null, Opened: { } opened } && lacking is null)
        {
            using var late = new CancellationTokenSource(limit, time);
            await others.PruneAsync(opened.Id, kept, late.Token).ConfigureAwait(false);
        }

        return lacking;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
