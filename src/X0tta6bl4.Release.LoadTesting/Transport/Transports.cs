using X0tta6bl4.Release.LoadTesting.Engine;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>Chooses how requests are sent.</summary>
internal static class Transports
{
    /// <summary>Sockets of our own, which know plain http, or .NET's client.</summary>
    /// <param name="isGeneral">True for .NET's client.</param>
    /// <param name="clock">The load's clock.</param>
    /// <param name="timeout">The limit of an exchange.</param>
    /// <param name="connections">Most connections at once.</param>
    public static ITransport For(bool isGeneral, LoadClock clock, TimeSpan timeout, int connections) => isGeneral
        ? new HttpTransport(clock, timeout, connections)
        : new SocketTransport(clock, timeout, connections);
}
