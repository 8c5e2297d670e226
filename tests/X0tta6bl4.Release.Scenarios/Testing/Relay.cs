using System.Net;
using System.Net.Sockets;
using System.Text;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Stands between a run and one API server, as a proxy that sees each request before the server does and each answer before the sender does.</summary>
sealed class Relay : IAsyncDisposable
{
    const string Forbidden = """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden by the test","reason":"Forbidden","code":403}""";

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly Uri server;
    readonly Func<RelayedRequest, CancellationToken, Task<Passage>> onRequest;
    readonly Func<RelayedRequest, int, CancellationToken, Task> onAnswer;
    readonly Task accepting;

    /// <param name="server">The API server.</param>
    /// <param name="onRequest">Called with each request before the server gets it; it may take its time.</param>
    /// <param name="onAnswer">Called with the status of each answer before the sender gets it; it may take its time.</param>
    public Relay(Uri server, Func<RelayedRequest, CancellationToken, Task<Passage>> onRequest, Func<RelayedRequest, int, CancellationToken, Task> onAnswer)
    {
        (this.server, this.onRequest, this.onAnswer) = (server, onRequest, onAnswer);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>What becomes of a request.</summary>
    public enum Passage
    {
        /// <summary>The server gets it.</summary>
        Granted,

        /// <summary>The server does not get it; its sender reads that it is forbidden (403).</summary>
        Denied,
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Ends all connections and takes no more; a test may do so in the middle.</summary>
    public async ValueTask DisposeAsync()
    {
        if (accepting.IsCompleted)
        {
            return;
        }

        await end.CancelAsync();
        listener.Dispose();
        await accepting;
        end.Dispose();
    }

    async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    // One request at a time on each connection, as our client sends them; its answer ends when the next request begins.
    async Task ServeAsync(TcpClient client)
    {
        using var ours = client;
        using var theirs = new TcpClient();
        try
        {
            await theirs.ConnectAsync(server.Host, server.Port, end.Token);
            var (near, far) = (ours.GetStream(), theirs.GetStream());
            (RelayedRequest? Request, TaskCompletionSource Answer) last = (null, new());
            await Task.WhenAll(
                ForthAsync(near, far, request =>
                {
                    last = (request, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                    return last.Answer.Task;
                }),
                BackAsync(far, near, async status =>
                {
                    last.Answer.TrySetResult();
                    await (last.Request is { } request ? onAnswer(request, status, end.Token) : Task.CompletedTask);
                }));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // Either side has gone.
        }
    }

    async Task ForthAsync(NetworkStream near, NetworkStream far, Func<RelayedRequest, Task> note)
    {
        var answered = Task.CompletedTask;
        while (await ReadAsync(near) is var (bytes, request))
        {
            answered = note(request);
            if (await onRequest(request, end.Token) == Passage.Denied)
            {
                await near.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: {Forbidden.Length}\r\n\r\n{Forbidden}"), end.Token);
                answered = Task.CompletedTask;
                continue;
            }

            await far.WriteAsync(bytes, end.Token);
            if (request.Text.Contains("\r\nUpgrade:", StringComparison.OrdinalIgnoreCase))
            {
                await near.CopyToAsync(far, end.Token);
            }
        }

        // A server takes the end of a connection for the end of its client, and of what it has asked for.
        await answered.WaitAsync(end.Token);
        far.Socket.Shutdown(SocketShutdown.Send);
    }

    // Bytes pass as they come; the sender may not take them any more, which is no reason not to look at them.
    async Task BackAsync(NetworkStream far, NetworkStream near, Func<int, Task> onStatus)
    {
        var buffer = new byte[64 * 1024];
        for (int length; (length = await far.ReadAsync(buffer, end.Token)) > 0;)
        {
            var text = Encoding.ASCII.GetString(buffer, 0, Math.Min(length, 12));
            if (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && text.Length == 12)
            {
                await onStatus(int.Parse(text[9..], System.Globalization.CultureInfo.InvariantCulture));
            }

            await near.WriteAsync(buffer.AsMemory(0, length), end.Token);
        }
    }

    // A whole request; null at the end of the connection.
    async Task<(byte[] Bytes, RelayedRequest Request)?> ReadAsync(NetworkStream near)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!bytes[Math.Max(0, bytes.Count - 4)..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await near.ReadAsync(one, end.Token) == 0)
            {
                return null;
            }

            bytes.Add(one[0]);
        }

        var head = Encoding.ASCII.GetString([.. bytes]);
        var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = new byte[length];
        await near.ReadExactlyAsync(body, end.Token);
        return ([.. bytes, .. body], new RelayedRequest(head + Encoding.UTF8.GetString(body)));
    }
}
