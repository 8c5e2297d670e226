using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Failures in a few words.</summary>
internal static class FailureText
{
    /// <summary>Code and standard phrase of a status: <c>503 Service Unavailable</c>.</summary>
    public static string Of(HttpStatusCode status)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        return !Enum.IsDefined(status) ? code
            : status == HttpStatusCode.OK ? $"{code} OK"
            : string.Concat(status.ToString().Select(c => char.IsUpper(c) ? $" {c}" : $"{c}").Prepend(code));
    }

    /// <summary>An exception of the HTTP client. Its own text is not repeated: it may quote what was sent.</summary>
    public static string Of(Exception trouble) => trouble switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name is not resolved",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be agreed on",
        _ when Find<SocketException>(trouble) is { } socket => Of(socket.SocketErrorCode),
        _ when Find<HttpIOException>(trouble) is { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended in the middle of the answer",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "the answer is not valid HTTP",
        IOException => "the connection broke",
        _ => "the request failed",
    };

    static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "the connection was reset",
        SocketError.TimedOut => "the connection timed out",
        _ => $"network error {error}",
    };

    static T? Find<T>(Exception? trouble)
        where T : Exception => trouble is null ? null : trouble as T ?? Find<T>(trouble.InnerException);
}
