using System.Net;
using System.Net.Sockets;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>Answers every request on loopback with the same small JSON, on a thread for each connection, until it is disposed of.</summary>
internal sealed class EchoServer : IDisposable
{
    static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":5}"u8.ToArray();

    readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public EchoServer()
    {
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Where it is.</summary>
    public Uri Url { get; }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    void Accept()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptSocket();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed of.
        }
    }

    // An empty line ends a request's head; no body of the dry run has one.
    static void Serve(Socket client)
    {
        using (client)
        {
            var buffer = new byte[4096];
            var matched = 0;
            try
            {
                while (client.Receive(buffer) is > 0 and var count)
                {
                    foreach (var next in buffer.AsSpan(0, count))
                    {
                        matched = next == "\r\n\r\n"u8[matched] ? matched + 1 : next == (byte)'\r' ? 1 : 0;
                        if (matched == 4)
                        {
                            matched = 0;
                            client.Send(Answer);
                        }
                    }
                }
            }
            catch (SocketException)
            {
                // The other end is this process, and has gone on.
            }
        }
    }
}
