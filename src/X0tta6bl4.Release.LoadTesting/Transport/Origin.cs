using System.Collections.Immutable;
using System.Net;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>A server, and the free connections to it.</summary>
internal sealed class Origin
{
    int turn;

    /// <summary>Its addresses; none when its name is not resolved.</summary>
    public required ImmutableArray<IPEndPoint> Addresses { get; init; }

    /// <summary>Why there are no addresses; null when there are.</summary>
    public string? Trouble { get; init; }

    /// <summary>Free connections. The one that was used last is used first: it is the least likely to have been ended by the server.</summary>
    public Stack<Connection> Free { get; } = new();

    /// <summary>The next address, in turn.</summary>
    public IPEndPoint Address() => Addresses[turn++ % Addresses.Length];
}
