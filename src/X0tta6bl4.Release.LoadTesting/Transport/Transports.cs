using X0tta6bl4.Release.LoadTesting.Engine;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>Chooses how requests are sent.</summary>
internal static class Transports
{
    /// <summary>Sockets of our own where nothing but plain http is asked for, .NET's client elsewhere.</summary>
    /// <param name="urls">Every absolute URL that is known beforehand.</param>
    /// <param name="clock">The load's clock.</param>
    /// <param name="timeout">The limit of an exchange.</param>
    /// <param name="connections">Most connections at once.</param>
    public static ITransport For(IEnumerable<Uri> urls, LoadClock clock, TimeSpan timeout, int connections) => urls.All(url => url.Scheme == Uri.UriSchemeHttp)
        ? new SocketTransport(clock, timeout, connections)
        : new HttpTransport(clock, timeout, connections);
}
