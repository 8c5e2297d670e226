using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>A release that this process watches.</summary>
/// <param name="folder">The release's folder.</param>
/// <param name="context">What the watch works with.</param>
/// <param name="order">How it is watched.</param>
/// <param name="alone">Keeps a second watch from this checkout.</param>
/// <param name="notices">Tells people; null when nobody is told.</param>
/// <param name="shown">Shows the run, if that has an end.</param>
sealed class OpenedWatch(ReleaseFolder folder, RunContext context, WatchOrder order, IDisposable alone, Notices? notices, IDisposable? shown) : IDisposable
{
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    /// <summary>The release's folder.</summary>
    public ReleaseFolder Folder => folder;

    /// <summary>How it is watched.</summary>
    public WatchOrder Order => order;

    /// <summary>Watches until the end, see <see cref="WatchRun.RunAsync"/>.</summary>
    public Task<StepResult> RunAsync(CancellationToken cancellationToken) => new WatchRun(context, order).RunAsync(cancellationToken);

    /// <summary>Journals how the watch ended.</summary>
    public Task EndAsync(StepResult result) => context.Log.TryAppendAsync(new JournalEntry.WatchEnded(result.Ending, result.Message) { At = context.Log.Now });

    /// <summary>Waits a little for notices that are still under way.</summary>
    /// <returns>What could not be delivered and why; null when everything was.</returns>
    public async Task<string?> CompleteNoticesAsync() => notices is null ? null : await notices.CompleteAsync(EndLimit, context.Time).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        notices?.Dispose();
        shown?.Dispose();
        alone.Dispose();
    }
}
