using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>HTTP/1.1 without TLS over sockets of its own: one system call for a request, one for its answer, and a share of one for waiting.
/// Nothing is allocated for a request that was sent before.</summary>
internal sealed class SocketTransport : ITransport
{
    // Waiting is counted in milliseconds by the system; less would be none, and the loop would spin.
    static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(1);

    // Servers keep a connection for some seconds at least.
    static readonly TimeSpan CertainlyOpen = TimeSpan.FromSeconds(1);

    readonly Dictionary<(string Host, int Port), Origin> origins = [];
    readonly List<Connection> busy = [];
    readonly List<Connection> reading = [];
    readonly List<Connection> writing = [];
    readonly List<Exchange> failed = [];

    // Nobody ever gives it anything: waiting for it is waiting.
    readonly SemaphoreSlim idle = new(0);
    readonly LoadClock clock;
    readonly TimeSpan timeout;
    readonly int most;
    readonly bool keeps;
    readonly Func<string, IPAddress[]> resolve;
    int open;

    /// <summary>Makes a transport without connections.</summary>
    /// <param name="clock">The load's clock.</param>
    /// <param name="timeout">The limit of an exchange, for its message.</param>
    /// <param name="most">Most connections at once.</param>
    /// <param name="keeps">False to give every exchange a connection of its own.</param>
    /// <param name="resolve">Finds a host's addresses; null for the system's way.</param>
    public SocketTransport(LoadClock clock, TimeSpan timeout, int most, bool keeps = true, Func<string, IPAddress[]>? resolve = null) =>
        (this.clock, this.timeout, this.most, this.keeps, this.resolve) = (clock, timeout, most, keeps, resolve ?? Dns.GetHostAddresses);

    /// <inheritdoc/>
    public void Open(Uri target, int count)
    {
        var origin = OriginOf(target);
        var connecting = new List<Connection>();
        try
        {
            while (origin.Trouble is null && connecting.Count < Math.Min(count, most))
            {
                connecting.Add(Connect(origin));
            }
        }
        catch (SocketException)
        {
            // The first request says it.
        }

        // All together get the time that one exchange may take; those that fail are found out when they are used.
        var until = clock.Now + timeout;
        foreach (var connection in connecting)
        {
            var left = until - clock.Now;
            connection.Poll(left > TimeSpan.Zero ? left : TimeSpan.Zero, SelectMode.SelectWrite);
            origin.Free.Push(connection);
        }
    }

    /// <inheritdoc/>
    public bool TryBegin(Exchange exchange)
    {
        var request = exchange.Request;
        var prepared = request.Prepared as Prepared ?? Prepare(request);
        if (prepared.Origin.Trouble is { } unresolved)
        {
            Fail(exchange, unresolved);
            return true;
        }

        if (request.Url.Scheme != Uri.UriSchemeHttp)
        {
            Fail(exchange, $"{request.Url.Scheme}, which a load with a target of http does not speak");
            return true;
        }

#pragma warning disable CA2000 // Connections are closed when they are of no more use, or with the transport.
        if (FreeConnection(prepared.Origin) is { } connection)
#pragma warning restore CA2000
        {
            Carry(connection, exchange, prepared.Bytes);
            return true;
        }

        if (open >= most && !CloseAnother(prepared.Origin))
        {
            return false;
        }

        CarryOnNew(exchange, prepared);
        return true;
    }

    /// <inheritdoc/>
    public void Wait(TimeSpan atMost, List<Exchange> ended)
    {
        if (failed.Count > 0)
        {
            ended.AddRange(failed);
            failed.Clear();
            atMost = TimeSpan.Zero;
        }

        foreach (var connection in busy)
        {
            (connection.IsSending ? writing : reading).Add(connection);
        }

        var wait = atMost <= TimeSpan.Zero ? TimeSpan.Zero : atMost < LeastWait ? LeastWait : atMost;
        if (reading.Count + writing.Count == 0)
        {
            idle.Wait(wait);
            return;
        }

        Socket.Select(reading, writing, null, wait);
        if (reading.Count + writing.Count > 0)
        {
            Advance(reading, ended);
            Advance(writing, ended);
        }
    }

    /// <inheritdoc/>
    public void Expire(TimeSpan now)
    {
        for (var i = busy.Count - 1; i >= 0; i--)
        {
            if (busy[i].Exchange is { } exchange && exchange.Deadline <= now)
            {
                busy[i].GiveUp(timeout);
                End(busy[i], failed);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        idle.Dispose();
        foreach (var connection in busy.Concat(origins.Values.SelectMany(origin => origin.Free)))
        {
            connection.Dispose();
        }
    }

    void Advance(List<Connection> ready, List<Exchange> ended)
    {
        foreach (var connection in ready)
        {
            if (connection.Advance())
            {
                End(connection, ended);
            }
        }

        ready.Clear();
    }

    void Carry(Connection connection, Exchange exchange, byte[] bytes)
    {
        (exchange.Begun, exchange.FreeSince) = (clock.Now, connection.FreeSince);
        connection.Place = busy.Count;
        busy.Add(connection);
        if (connection.Carry(exchange, bytes))
        {
            End(connection, failed);
        }
    }

    void CarryOnNew(Exchange exchange, Prepared prepared)
    {
        var now = clock.Now;
        try
        {
            var connection = Connect(prepared.Origin);
            connection.FreeSince = now;
            Carry(connection, exchange, prepared.Bytes);
        }
        catch (SocketException refused)
        {
            Fail(exchange, FailureText.Of(refused.SocketErrorCode));
        }
    }

    void End(Connection connection, List<Exchange> ended)
    {
        var exchange = connection.Exchange!;
        exchange.Ended = clock.Now;
        connection.FreeSince = exchange.Ended;
        var last = busy[^1];
        (busy[connection.Place], last.Place) = (last, connection.Place);
        busy.RemoveAt(busy.Count - 1);
        connection.Free();
        if (connection.CanGoOn && keeps)
        {
            connection.Origin.Free.Push(connection);
        }
        else
        {
            Close(connection);
        }

        if (connection.WasStale && !exchange.WasRepeated && IsRepeatable(exchange.Request))
        {
            // The server had ended a kept connection before it saw the request; every client asks again then (RFC 9110, section 9.2.2).
            // Once, and on a new connection: other kept ones may have been ended as well. The one that was closed has left room for it.
            (exchange.Trouble, exchange.WasRepeated) = (null, true);
            CarryOnNew(exchange, (Prepared)exchange.Request.Prepared!);
            return;
        }

        if (connection.IsRefused && connection.Origin.Leave(connection.Address))
        {
            exchange.Trouble = null;
            CarryOnNew(exchange, (Prepared)exchange.Request.Prepared!);
            return;
        }

        ended.Add(exchange);
    }

    Connection? FreeConnection(Origin origin)
    {
        while (origin.Free.TryPop(out var connection))
        {
            if (clock.Now - connection.FreeSince < CertainlyOpen || !connection.HasGone())
            {
                return connection;
            }

            Close(connection);
        }

        return null;
    }

    bool CloseAnother(Origin wanted)
    {
        foreach (var origin in origins.Values)
        {
            if (origin != wanted && origin.Free.TryPop(out var connection))
            {
                Close(connection);
                return true;
            }
        }

        return false;
    }

    // What fails at once fails for every address here; what fails later is found out when the connection is used.
    Connection Connect(Origin origin)
    {
        while (true)
        {
            var address = origin.Address();
            try
            {
                var connection = Connection.Begin(origin, address);
                open++;
                return connection;
            }
            catch (SocketException) when (origin.Leave(address))
            {
                // The next one.
            }
        }
    }

    void Close(Connection connection)
    {
        open--;
        connection.Dispose();
    }

    void Fail(Exchange exchange, string trouble)
    {
        var now = clock.Now;
        (exchange.Begun, exchange.FreeSince, exchange.Ended, exchange.Trouble) = (now, now, now, trouble);
        failed.Add(exchange);
    }

    Prepared Prepare(OutgoingRequest request)
    {
        var prepared = new Prepared(OriginOf(request.Url), RequestBytes.Of(request));
        request.Prepared = prepared;
        return prepared;
    }

    Origin OriginOf(Uri url)
    {
        var key = (url.IdnHost, url.Port);
        if (!origins.TryGetValue(key, out var origin))
        {
            origins[key] = origin = Resolve(key.IdnHost, key.Port);
        }

        return origin;
    }

    Origin Resolve(string host, int port)
    {
        try
        {
            ImmutableArray<IPEndPoint> addresses = [.. resolve(host).Distinct().Select(address => new IPEndPoint(address, port))];
            return new Origin { Addresses = addresses, Trouble = addresses.IsEmpty ? FailureText.Of(SocketError.HostNotFound) : null };
        }
        catch (SocketException unknown)
        {
            return new Origin { Addresses = [], Trouble = FailureText.Of(unknown.SocketErrorCode) };
        }
        catch (ArgumentException)
        {
            return new Origin { Addresses = [], Trouble = FailureText.Of(SocketError.HostNotFound) };
        }
    }

    static bool IsRepeatable(OutgoingRequest request) => request.Method is "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS";

    sealed record Prepared(Origin Origin, byte[] Bytes);
}
