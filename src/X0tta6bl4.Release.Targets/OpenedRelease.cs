using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>A release that this process works on.</summary>
public sealed class OpenedRelease : IAsyncDisposable
{
    /// <summary>Longest wait for notices, or for the journal's copy, at the end of a run.</summary>
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    readonly OpenedJournal journal;
    readonly EstateLocks locks;

    readonly Notices? notices;
    readonly IDisposable? shown;
    bool closed;

    /// <summary>Takes over journal, lock, notices and what shows the run, if that has an end.</summary>
    public OpenedRelease(ReleaseFolder folder, RunContext context, OpenedJournal journal, EstateLocks locks, Notices? notices, IDisposable? shown)
    {
        (Folder, Context, this.journal, this.locks, this.notices, this.shown) = (folder, context, journal, locks, notices, shown);
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

    /// <summary>Why this run may do nothing more; null while the estate's lock is its own.</summary>
    public string? LockLost => locks.Leases.Lost;

    /// <summary>All entries of its journal, whether or not they could be written.</summary>
    public ImmutableArray<JournalEntry> Entries => journal.Journal.Entries;

    /// <summary>True when the copy of the journal lacks nothing of it.</summary>
    public bool IsCopied => journal.IsCopied;

    /// <summary>Why a stage may not run yet, null when it may: engines can be told to skip targets, and what saves and checks everything is not among those that may be.</summary>
    public string? Unprepared(PlannedStage stage)
    {
        var first = Context.Plan.Stages.First(s => s.ByHand is null);
        return stage.Changes && stage.Name != first.Name && !State.IsDone(first.Name)
            ? $"{stage.Name}: {first.Name} is not done for this release, and nothing is changed without it. Type the command again without --skip."
            : null;
    }

    /// <summary>Waits a little for notices that are still under way.</summary>
    /// <returns>What could not be delivered and why; null when everything was.</returns>
    public async Task<string?> CompleteNoticesAsync() =>
        notices is null ? null : await notices.CompleteAsync(EndLimit, Context.Time).ConfigureAwait(false);

    /// <summary>Waits a little for the journal's copy, and clears away copies of old releases once this one has ended.</summary>
    /// <returns>What the copy lacks and why; null when it has everything.</returns>
    public Task<string?> CompleteCopyAsync() => journal.CompleteAsync(State, EndLimit, Context.Time);

    /// <summary>Ends the watching of public endpoints and journals what was counted.</summary>
    public Task CompleteAvailabilityAsync() => Context.Availability?.CompleteAsync() ?? Task.CompletedTask;

    /// <summary>Takes this run's traces off the objects once the release has ended, closes the journal, then gives back the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        await CompleteAvailabilityAsync().ConfigureAwait(false);
        notices?.Dispose();
        shown?.Dispose();
        if (State.Outcome is ReleaseOutcome.Done or ReleaseOutcome.Undone && Context.Fence is { } fence)
        {
            using var late = new CancellationTokenSource(EndLimit, Context.Time);
            await fence.ClearAsync(Context.Plan.Updates.Select(update => update.Workload), late.Token).ConfigureAwait(false);
        }

        journal.Dispose();
        await locks.DisposeAsync().ConfigureAwait(false);
    }
}
