using System.Net;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>How one attempt of a request ended. An attempt is a value; exceptions reappear at the adapter's edge.</summary>
/// <param name="Status">HTTP status; null when no answer came.</param>
/// <param name="Body">The answer's text; empty for streams.</param>
/// <param name="Seen">What was seen, in a few words.</param>
sealed record ApiAnswer(HttpStatusCode? Status, string Body, string Seen)
{
    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the request certainly changed nothing: it never reached the server, or was turned away before anything began.</summary>
    public bool HadNoEffect { get; init; }

    /// <summary>True when the connection was refused outright.</summary>
    public bool WasRefused { get; init; }

    /// <summary>True when the server refused credentials that a plugin can renew.</summary>
    public bool IsStale { get; init; }

    /// <summary>The foreign exception behind a missing answer.</summary>
    public Exception? Cause { get; init; }

    /// <summary>The open answer of a stream; whoever asked for it disposes it.</summary>
    public HttpResponseMessage? Stream { get; init; }

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => (int?)Status is >= 200 and < 300;

    /// <summary>True when the same request may succeed later.</summary>
    public bool IsTransient => Status switch
    {
        null => Cause is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError },
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => true,
        { } status => (int)status >= 500 && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported),
    };

    /// <summary>The server's own words: the message of a Status object, or the beginning of another body.</summary>
    public string Message => JsonReading.ParseObject(Body) is { } status && status.Text("message") is { Length: > 0 } message
        ? Text.OneLine(message)
        : Text.OneLine(Body);

    /// <summary>The failure as the exception that others know.</summary>
    /// <param name="client">Who asked.</param>
    /// <param name="subject">What was asked about.</param>
    /// <param name="tried">For how long it was tried; zero when that says nothing.</param>
    public EstateAccessException ToException(ApiClient client, string subject, TimeSpan tried)
    {
        var words = Message.Length == 0 ? Seen : $"{Seen}: {Message}";
        var during = tried > TimeSpan.Zero ? $" in {Text.Of(tried)}" : "";
        return Status switch
        {
            null when !IsTransient => New(AccessFailure.Unreachable, $"no secure connection to {client.Server}: {Seen}"),
            null when WasRefused => New(AccessFailure.Unreachable, $"no connection to {client.Server}{during}: {Seen}"),
            _ when IsTransient => New(AccessFailure.Unreachable, $"no answer from {client.Server}{during}, last seen: {words}"),
            HttpStatusCode.Unauthorized => New(AccessFailure.Denied, $"{client.Server} does not know these credentials ({words})"),
            HttpStatusCode.Forbidden => New(AccessFailure.Denied, $"not allowed: {words}"),
            HttpStatusCode.NotFound => New(AccessFailure.Missing, $"not there: {words}"),
            HttpStatusCode.Conflict or HttpStatusCode.Gone => New(AccessFailure.Conflict, $"changed meanwhile: {words}"),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => New(AccessFailure.Rejected, $"refused as invalid: {words}"),
            _ => New(AccessFailure.Unknown, $"unexpected answer: {words}"),
        };

        EstateAccessException New(AccessFailure kind, string what) => new(kind, subject, $"{subject}: {what}", Cause);
    }
}
