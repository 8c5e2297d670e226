using System.Collections.Immutable;
using System.Net;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>A server, and the free connections to it.</summary>
internal sealed class Origin
{
    readonly HashSet<IPEndPoint> left = [];
    int turn;

    /// <summary>Its addresses; none when its name is not resolved.</summary>
    public required ImmutableArray<IPEndPoint> Addresses { get; init; }

    /// <summary>Why there are no addresses; null when there are.</summary>
    public string? Trouble { get; init; }

    /// <summary>Free connections. The one that was used last is used first: it is the least likely to have been ended by the server.</summary>
    public Stack<Connection> Free { get; } = new();

    /// <summary>The next address, in turn, of those that let themselves be connected to.</summary>
    public IPEndPoint Address()
    {
        IPEndPoint next;
        do
        {
            next = Addresses[turn++ % Addresses.Length];
        }
        while (left.Contains(next));
        return next;
    }

    /// <summary>Leaves an address alone from now on: nobody listens there, or no way leads there. A name often has one of IPv6 that is of no use.</summary>
    /// <returns>True when another one is left to be tried; when none is, all of them count again.</returns>
    public bool Leave(IPEndPoint address)
    {
        left.Add(address);
        if (left.Count < Addresses.Length)
        {
            return true;
        }

        left.Clear();
        return false;
    }
}
