using Slack.Webhooks;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Notices;

/// <summary>A channel of Slack, through the optional package Slack.Webhooks: it makes the message and says whether the answer is a good one.</summary>
/// <remarks>
/// The package's client sends once, cannot be cancelled, and says no more of a failure than that it was one: of itself it can neither wait as <c>Retry-After</c> asks nor name a reason. So what it
/// sends goes through the same <see cref="SlackChannel"/> as ours, with the same tries, limits and reasons, and the package never learns the URL. Two things stay its own: what it puts
/// into a message beside the text, and that no answer but <c>ok</c> is a good one.
/// </remarks>
public sealed class SlackPackage : INoticeSender, IDisposable
{
    // The package asks for some address; the true one is the channel's alone.
    const string NoAddress = "https://slack.invalid/";

    readonly SlackChannel channel;

    /// <summary>Makes a sender; nothing is sent yet.</summary>
    /// <param name="url">The webhook's URL: https, or http on loopback.</param>
    /// <param name="time">The clock of limits and delays: 10 seconds for one try, 20 seconds in all.</param>
    /// <exception cref="ArgumentException">It is no such URL.</exception>
    public SlackPackage(Secret url, TimeProvider time) => channel = new SlackChannel(url, time);

    /// <inheritdoc/>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        using var passage = new Passage(channel, cancellationToken);
        using var transport = new HttpClient(passage) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new SlackClient(NoAddress, httpClient: transport);
        if (!await client.PostAsync(new SlackMessage { Text = SlackText.Of(text) }).ConfigureAwait(false))
        {
            throw new EstateAccessException(AccessFailure.Unknown, SlackChannel.Subject, $"{SlackChannel.Subject} did not answer ok; whether the notice is shown is not known");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    /// <summary>Takes what the package sends through the channel, for as long as one notice may be sent.</summary>
    sealed class Passage(SlackChannel channel, CancellationToken sending) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var message = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : [];
            var answer = await channel.PostAsync(message, sending).ConfigureAwait(false);
            return new HttpResponseMessage(answer.Status) { Content = new ByteArrayContent([.. answer.Body]) };
        }
    }
}
