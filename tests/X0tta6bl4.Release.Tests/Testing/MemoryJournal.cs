using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A journal in memory, whose disk may fail.</summary>
sealed class MemoryJournal(LifeLine life) : IJournal
{
    public List<JournalEntry> Entries { get; } = [];

    public Func<JournalEntry, bool> FailsOn { get; set; } = _ => false;

    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await LifeLine.For(life.Reach(() =>
        {
            if (FailsOn(entry))
            {
                throw new IOException("no space left on device");
            }

            // What is read back is what was written.
            Entries.Add(JournalJson.Read(JournalJson.Write(entry)));
        }));
    }
}
