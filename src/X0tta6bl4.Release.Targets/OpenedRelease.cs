using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>A release that this process works on.</summary>
public sealed class OpenedRelease : IDisposable
{
    /// <summary>Longest wait for notices at the end of a run.</summary>
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(5);

    readonly JournalFile journal;
    readonly EstateLock estateLock;

    readonly Notices? notices;

    /// <summary>Takes over journal, lock and notices.</summary>
    public OpenedRelease(ReleaseFolder folder, RunContext context, JournalFile journal, EstateLock estateLock, Notices? notices)
    {
        (Folder, Context, this.journal, this.estateLock, this.notices) = (folder, context, journal, estateLock, notices);
        Runner = new Runner(context);
        Undoer = new Undoer(context);
    }

    /// <summary>The release's folder.</summary>
    public ReleaseFolder Folder { get; }

    /// <summary>What the run works with.</summary>
    public RunContext Context { get; }

    /// <summary>Runs stages.</summary>
    public Runner Runner { get; }

    /// <summary>Takes the release back.</summary>
    public Undoer Undoer { get; }

    /// <summary>How the release stands.</summary>
    public ReleaseState State => Context.Log.State;

    /// <summary>Waits a little for notices that are still under way.</summary>
    /// <returns>What could not be delivered and why; null when everything was.</returns>
    public async Task<string?> CompleteNoticesAsync() =>
        notices is null ? null : await notices.CompleteAsync(NoticeLimit, Context.Time).ConfigureAwait(false);

    /// <summary>Closes the journal, then frees the lock.</summary>
    public void Dispose()
    {
        notices?.Dispose();
        journal.Dispose();
        estateLock.Dispose();
    }
}
