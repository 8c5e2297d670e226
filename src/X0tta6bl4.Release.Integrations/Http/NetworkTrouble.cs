using System.Net.Sockets;
using System.Security.Authentication;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>What went wrong on the network, in a few words.</summary>
internal static class NetworkTrouble
{
    /// <summary>Describes an exception of the HTTP client. Exception texts are not repeated as a whole: they may quote what was sent.</summary>
    public static string Describe(Exception trouble) => trouble switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name is not resolved",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"TLS error: {Tls(trouble)}",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refuses the connection",
        _ when Find<SocketException>(trouble) is { } socket => Socket(socket.SocketErrorCode),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended in the middle of the answer",
        _ when Find<HttpIOException>(trouble) is { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended in the middle of the answer",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "the answer is not valid HTTP",
        IOException => "the connection broke",
        _ => "the request failed",
    };

    static string Socket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.TimedOut => "the connection timed out",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "the host name is not resolved",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "the host is not reachable",
        SocketError.ConnectionReset => "the connection was reset",
        _ => $"network error {error}",
    };

    static string Tls(Exception trouble)
    {
        var text = Find<AuthenticationException>(trouble)?.Message ?? "";
        return text.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal) ? "the certificate is for another host name"
            : text.Contains("certificate", StringComparison.OrdinalIgnoreCase) ? "the certificate is not trusted"
            : "no secure connection could be agreed on";
    }

    static T? Find<T>(Exception? trouble)
        where T : Exception => trouble is null ? null : trouble as T ?? Find<T>(trouble.InnerException);
}
