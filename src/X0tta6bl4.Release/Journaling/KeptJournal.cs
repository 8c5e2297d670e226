using System.Collections.Immutable;

namespace X0tta6bl4.Release.Journaling;

/// <summary>Keeps what is appended to a journal in memory, too, whether or not it could be written: how a release ended can be told on a full disk.</summary>
/// <param name="inner">The journal.</param>
/// <param name="before">What it held before this run.</param>
public sealed class KeptJournal(IJournal inner, ImmutableArray<JournalEntry> before) : IJournal
{
    readonly Lock gate = new();
    readonly List<JournalEntry> entries = [.. before];

    /// <summary>Everything, in order. The undo of an effect is there only if it was written: without that there was no effect.</summary>
    public ImmutableArray<JournalEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    /// <inheritdoc/>
    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var isWritten = false;
        try
        {
            await inner.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
            isWritten = true;
        }
        finally
        {
            if (isWritten || !JournalExtract.Precedes(entry))
            {
                lock (gate)
                {
                    entries.Add(entry);
                }
            }
        }
    }
}
