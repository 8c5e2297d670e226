using System.Text;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>A request as HTTP/1.1 writes it (RFC 9112, section 3).</summary>
internal static class RequestBytes
{
    /// <summary>Head and body in one piece. Pure.</summary>
    /// <param name="request">The request; names and values of its headers hold no line breaks.</param>
    public static byte[] Of(OutgoingRequest request)
    {
        var head = new StringBuilder($"{request.Method} {request.Url.PathAndQuery} HTTP/1.1\r\n");
        if (!request.Headers.Any(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            var host = request.Url.HostNameType == UriHostNameType.IPv6 ? request.Url.Host : request.Url.IdnHost;
            head.Append("Host: ").Append(request.Url.IsDefaultPort ? host : $"{host}:{request.Url.Port}").Append("\r\n");
        }

        foreach (var (name, value) in request.Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (request.Body is not null || request.Method is "POST" or "PUT" or "PATCH")
        {
            head.Append("Content-Length: ").Append(request.Body?.Length ?? 0).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. request.Body ?? []];
    }
}
