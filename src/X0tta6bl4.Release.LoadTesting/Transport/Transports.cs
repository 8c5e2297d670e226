using X0tta6bl4.Release.LoadTesting.Engine;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>Chooses how requests are sent.</summary>
internal static class Transports
{
    /// <summary>Sockets of our own for a target of plain http, .NET's client for any other.</summary>
    /// <param name="target">Where most requests go.</param>
    /// <param name="clock">The load's clock.</param>
    /// <param name="timeout">The limit of an exchange.</param>
    /// <param name="connections">Most connections at once.</param>
    public static ITransport For(Uri target, LoadClock clock, TimeSpan timeout, int connections) => target.Scheme == Uri.UriSchemeHttp
        ? new SocketTransport(clock, timeout, connections)
        : new HttpTransport(clock, timeout, connections);
}
