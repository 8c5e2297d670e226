using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Notices;

/// <summary>A channel of Slack, through an incoming webhook.</summary>
public sealed class SlackWebhook : INoticeSender, IDisposable
{
    readonly SlackChannel channel;

    /// <summary>Makes a sender; nothing is sent yet.</summary>
    /// <param name="url">The webhook's URL: https, or http on loopback.</param>
    /// <param name="time">The clock of limits and delays: 10 seconds for one try, 20 seconds in all.</param>
    /// <exception cref="ArgumentException">It is no such URL.</exception>
    public SlackWebhook(Secret url, TimeProvider time) => channel = new SlackChannel(url, time);

    /// <inheritdoc/>
    public async Task SendAsync(string text, CancellationToken cancellationToken) => await channel.PostAsync(SlackText.Message(text), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();
}
