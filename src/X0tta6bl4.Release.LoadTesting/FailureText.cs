using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Failures in a few words.</summary>
internal static class FailureText
{
    /// <summary>The answer is no HTTP.</summary>
    public const string NotHttp = "the answer is not valid HTTP";

    /// <summary>The connection ended too early.</summary>
    public const string HalfAnswer = "the connection ended in the middle of the answer";

    const string NotResolved = "the host name is not resolved";

    static readonly ConcurrentDictionary<int, string> Statuses = new();

    /// <summary>Code and standard phrase of a status: <c>503 Service Unavailable</c>.</summary>
    public static string Of(int status) => Statuses.GetOrAdd(status, Phrase);

    /// <summary>No answer came in time.</summary>
    /// <param name="limit">The time.</param>
    public static string Late(TimeSpan limit) => $"no answer within {limit.TotalSeconds:0.###} s";

    /// <summary>The beginning of an answer came in time, and its end did not.</summary>
    /// <param name="status">The answer's status.</param>
    /// <param name="limit">The time.</param>
    public static string Late(int status, TimeSpan limit) => $"{Of(status)}, but no whole answer within {limit.TotalSeconds:0.###} s";

    /// <summary>The beginning of an answer came, and then something went wrong.</summary>
    /// <param name="status">The answer's status; zero when nothing of it came.</param>
    /// <param name="trouble">What went wrong.</param>
    public static string But(int status, string trouble) => status == 0 ? trouble : $"{Of(status)}, but {trouble}";

    /// <summary>An exception of the HTTP client. Its own text is not repeated: it may quote what was sent.</summary>
    public static string Of(Exception trouble) => trouble switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NotResolved,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be agreed on",
        _ when Find<SocketException>(trouble) is { } socket => Of(socket.SocketErrorCode),
        _ when Find<HttpIOException>(trouble) is { HttpRequestError: HttpRequestError.ResponseEnded } => HalfAnswer,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => NotHttp,
        IOException => "the connection broke",
        _ => "the request failed",
    };

    static string Phrase(int status)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);
        return !Enum.IsDefined((HttpStatusCode)status) ? code
            : status == (int)HttpStatusCode.OK ? $"{code} OK"
            : string.Concat(((HttpStatusCode)status).ToString().Select(c => char.IsUpper(c) ? $" {c}" : $"{c}").Prepend(code));
    }

    /// <summary>What the network says.</summary>
    public static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "the connection was reset",
        SocketError.TimedOut => "the connection timed out",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NotResolved,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "the host cannot be reached",
        _ => $"network error {error}",
    };

    static T? Find<T>(Exception? trouble)
        where T : Exception => trouble is null ? null : trouble as T ?? Find<T>(trouble.InnerException);
}
