using System.Net;
using System.Net.Http.Headers;
using System.Text;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Notices;

/// <summary>The way to an incoming webhook. Whoever knows its URL may write, so the URL is told to nobody.</summary>
internal sealed class SlackChannel : IDisposable
{
    /// <summary>What is asked, for messages.</summary>
    public const string Subject = "Slack";

    readonly Uri url;
    readonly RepeatingSender sender;

    /// <exception cref="ArgumentException">It is no https URL, nor an http URL on loopback.</exception>
    public SlackChannel(Secret url, TimeProvider time)
    {
        this.url = Uri.TryCreate(url.Reveal().Trim(), UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttps || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback))
            ? parsed
            : throw new ArgumentException("The Slack webhook must be an absolute https URL.", nameof(url));
        sender = new RepeatingSender(new HttpLimits { RetryFor = TimeSpan.FromSeconds(20), Whole = TimeSpan.FromSeconds(20) }, time);
    }

    /// <summary>Posts a message, again while Slack says to come back later.</summary>
    /// <param name="message">The message as JSON.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <exception cref="EstateAccessException">Slack did not take it.</exception>
    public async Task<HttpAnswer> PostAsync(byte[] message, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(() => Request(message), Subject, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer
            : throw new EstateAccessException(Kind(answer), Subject, $"{Subject} {(answer.IsTransient ? "keeps answering" : "answered")} {answer.StatusLine}{Word(answer)}");
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();

    static AccessFailure Kind(HttpAnswer answer) => answer switch
    {
        { IsTransient: true } => AccessFailure.Unreachable,
        { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => AccessFailure.Denied,
        { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => AccessFailure.Missing,
        { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => AccessFailure.Rejected,
        _ => AccessFailure.Unknown,
    };

    // Slack says why in one word, such as no_service. Anything longer is somebody else's page, which may quote the URL.
    static string Word(HttpAnswer answer) =>
        answer.Body.Length is > 0 and <= 40 && answer.Body.All(b => b is (>= (byte)'a' and <= (byte)'z') or (byte)'_') ? $" ({Encoding.ASCII.GetString(answer.Body.AsSpan())})" : "";

    HttpRequestMessage Request(byte[] message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }
}
