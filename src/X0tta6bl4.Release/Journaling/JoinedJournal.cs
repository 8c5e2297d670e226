namespace X0tta6bl4.Release.Journaling;

/// <summary>A journal on disk with its copy in a cluster. The undo of an effect is in both, or in neither; everything else wherever it can be.</summary>
/// <param name="file">The journal on disk.</param>
/// <param name="copy">The copy.</param>
public sealed class JoinedJournal(JournalFile file, JournalCopy copy) : IJournal
{
    /// <inheritdoc/>
    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (JournalExtract.Precedes(entry))
        {
            await file.AppendAsync(entry, () => copy.AppendAsync(entry, cancellationToken), cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await file.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await copy.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }
}
