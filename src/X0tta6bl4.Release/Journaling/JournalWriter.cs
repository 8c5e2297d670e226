namespace X0tta6bl4.Release.Journaling;

/// <summary>A run as the writer of a journal's copy.</summary>
/// <param name="Token">Its token.</param>
/// <param name="ProveAsync">Proves that it still holds the lock of a cluster; throws when it does not, or that cannot be told.</param>
public sealed record JournalWriter(string Token, Func<string, CancellationToken, Task> ProveAsync);
