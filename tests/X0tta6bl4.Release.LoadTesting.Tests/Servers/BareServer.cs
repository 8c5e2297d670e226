using System.Net;
using System.Net.Sockets;
using System.Text;

namespace X0tta6bl4.Release.LoadTesting.Tests.Servers;

/// <summary>A server that says the same bytes to whatever it is asked, and ends each connection after so many answers.</summary>
sealed class BareServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly byte[] answer;
    readonly int answers;
    readonly Task serving;

    public BareServer(string answer, int answers)
    {
        (this.answer, this.answers) = (Encoding.ASCII.GetBytes(answer), answers);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Dispose();
    }

    async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var (stream, buffer) = (client.GetStream(), new byte[4096]);
            try
            {
                for (var given = 0; given < answers && await stream.ReadAsync(buffer) > 0; given++)
                {
                    await stream.WriteAsync(answer);
                }
            }
            catch (IOException)
            {
                // The other side was first.
            }
        }
    }
}
