using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>A release that this process works on.</summary>
public sealed class OpenedRelease : IDisposable
{
    readonly JournalFile journal;
    readonly EstateLock estateLock;

    /// <summary>Takes over journal and lock.</summary>
    public OpenedRelease(ReleaseFolder folder, RunContext context, JournalFile journal, EstateLock estateLock)
    {
        (Folder, Context, this.journal, this.estateLock) = (folder, context, journal, estateLock);
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

    /// <summary>Closes the journal, then frees the lock.</summary>
    public void Dispose()
    {
        journal.Dispose();
        estateLock.Dispose();
    }
}
