using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>The ports of the sandbox: each has a name and a handler of its own.</summary>
internal sealed class Listeners
{
    readonly List<(string Name, ListenOptions Options, RequestHandler Handler)> bound = [];

    /// <summary>Listens on loopback, on the port used before where that is free.</summary>
    public void Add(KestrelServerOptions kestrel, string name, int port, RequestHandler handler) =>
        kestrel.Listen(IPAddress.Loopback, IsFree(port) ? port : 0, listen =>
        {
            bound.Add((name, listen, handler));
            listen.Use(next => connection =>
            {
                connection.Features.Set(handler);
                return next(connection);
            });
        });

    /// <summary>The address of a listener, once the server runs.</summary>
    public Uri Address(string name) => new($"http://127.0.0.1:{bound.First(b => b.Name == name).Options.IPEndPoint?.Port ?? 0}");

    public IEnumerable<(string Name, int Port)> Ports() => bound.Select(b => (b.Name, Address(b.Name).Port));

    static bool IsFree(int port)
    {
        if (port == 0)
        {
            return false;
        }

        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>Answers the requests of one port.</summary>
internal delegate Task RequestHandler(HttpContext context, CancellationToken cancellationToken);
