using System.Threading.Channels;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Tells people what happens, beside the run and never in its way: notices wait in a queue, are sent in order, and are given up when they cannot be delivered in time.</summary>
public sealed class Notices : IRunObserver, IDisposable
{
    /// <summary>More than any release has; what is beyond it is dropped.</summary>
    const int Most = 100;

    readonly Channel<string> queue = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource end = new();
    readonly INoticeSender sender;
    readonly Plan plan;
    readonly Redactor redactor;
    readonly Translator translator;
    readonly Task sending;
    ReleaseState state;
    int undelivered;
    string trouble = "";

    /// <summary>Begins to tell of a release.</summary>
    /// <param name="sender">Delivers notices.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="state">How the release stands.</param>
    /// <param name="redactor">Takes secrets out of what is told.</param>
    /// <param name="translator">The language of whoever is told; null for English.</param>
    public Notices(INoticeSender sender, Plan plan, ReleaseState state, Redactor redactor, Translator? translator = null)
    {
        (this.sender, this.plan, this.state, this.redactor, this.translator) = (sender, plan, state, redactor, translator ?? Translator.English);
        sending = Task.Run(SendAsync);
    }

    /// <inheritdoc/>
    public void OnEntry(JournalEntry entry)
    {
        if (NoticeText.Of(entry, state, plan) is { } text)
        {
            queue.Writer.TryWrite(translator.Of(redactor.Clean(text)));
        }

        state = state.With(entry);
    }

    /// <inheritdoc/>
    public void OnProgress(RunProgress progress)
    {
        // Of interest to whoever watches, not to whoever is told.
    }

    /// <summary>Waits until everything is sent, but not longer than a limit.</summary>
    /// <param name="limit">The limit; above zero.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <returns>What could not be delivered and why, in one line; null when everything was.</returns>
    public async Task<string?> CompleteAsync(TimeSpan limit, TimeProvider time)
    {
        queue.Writer.TryComplete();
        using var timer = time.CreateTimer(_ => end.Cancel(), null, limit, Timeout.InfiniteTimeSpan);
        await sending.ConfigureAwait(false);
        return undelivered == 0 ? null : $"{(undelivered == 1 ? "1 notice was" : $"{undelivered} notices were")} not delivered: {trouble}";
    }

    /// <inheritdoc/>
    public void Dispose() => end.Dispose();

    async Task SendAsync()
    {
        await foreach (var text in queue.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await sender.SendAsync(text, end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                (undelivered, trouble) = (undelivered + 1, "the release did not wait for them any longer");
            }
#pragma warning disable CA1031 // Whatever goes wrong with a notice, the release goes on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                (undelivered, trouble) = (undelivered + 1, exception.Message);
            }
        }
    }
}
