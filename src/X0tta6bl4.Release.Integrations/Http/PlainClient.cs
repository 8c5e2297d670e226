using System.Net.Security;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>Makes HTTP clients that do what they are told and nothing else.</summary>
internal static class PlainClient
{
    /// <summary>A client without cookies, redirects (the caller decides what may travel along) and a limit of its own (limits follow the injected clock).</summary>
    /// <param name="connectionLifetime">How long a connection is kept at most: no longer than a name may go on pointing elsewhere.</param>
    /// <param name="tls">Whom to trust, and as whom to appear; null for the machine's own.</param>
    public static HttpClient Create(TimeSpan connectionLifetime, SslClientAuthenticationOptions? tls = null)
    {
#pragma warning disable CA2000 // The client owns its handler and disposes it.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 8, PooledConnectionLifetime = connectionLifetime };
#pragma warning restore CA2000
        if (tls is not null)
        {
            handler.SslOptions = tls;
        }

        return Through(handler);
    }

    /// <summary>The same over somebody else's way to a server, which is disposed with the client.</summary>
    public static HttpClient Through(HttpMessageHandler handler) => new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
}
