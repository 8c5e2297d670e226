namespace X0tta6bl4.Release.Journaling;

/// <summary>Takes the facts of one release. Several steps append at once; entries keep one order.</summary>
public interface IJournal
{
    /// <summary>Appends an entry and makes it durable. When this returns, the entry survives the process; when it throws, no effect may follow.</summary>
    /// <exception cref="IOException">The entry could not be made durable.</exception>
    Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken);
}
