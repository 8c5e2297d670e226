using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Stands between a run and one API server, and can keep a request under way: the server gets it when the test says so, or never, whatever has become of its sender.</summary>
sealed class HoldingProxy : IAsyncDisposable
{
    static readonly string[] Changing = ["PATCH", "PUT", "POST", "DELETE"];

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentQueue<string> landed = new();
    readonly Uri server;
    readonly Func<string, bool> which;
    readonly Action onHeld;
    readonly Task accepting;

    /// <param name="server">The API server.</param>
    /// <param name="which">Chooses the request to keep by its first line and body; only the first one is kept.</param>
    /// <param name="onHeld">Called once it is kept, before anything else happens.</param>
    public HoldingProxy(Uri server, Func<string, bool> which, Action onHeld)
    {
        (this.server, this.which, this.onHeld) = (server, which, onHeld);
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>First lines of changes that the server granted after the kept one was sent, without those that are stored nowhere.</summary>
    public IEnumerable<string> Landed => landed;

    public Task HeldAsync() => held.Task.WaitAsync(TimeSpan.FromMinutes(3));

    /// <summary>Lets the server have the kept request.</summary>
    /// <returns>Its status.</returns>
    public Task<int> DeliverAsync()
    {
        delivery.SetResult();
        return answer.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
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
            (string? Line, bool IsHeld) request = (null, false);
            await Task.WhenAll(
                ForthAsync(near, far, seen => request = seen),
                BackAsync(far, near, status => Answered(request.Line, status, request.IsHeld)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // Either side has gone.
        }
    }

    async Task ForthAsync(NetworkStream near, NetworkStream far, Action<(string? Line, bool IsHeld)> note)
    {
        while (await ReadAsync(near) is { } message)
        {
            note((message.Line, await KeepAsync(message)));
            await far.WriteAsync(message.Bytes, end.Token);
            if (message.Text.Contains("\r\nUpgrade:", StringComparison.OrdinalIgnoreCase))
            {
                await near.CopyToAsync(far, end.Token);
            }
        }

        far.Socket.Shutdown(SocketShutdown.Send);
    }

    async Task<bool> KeepAsync(Message message)
    {
        if (held.Task.IsCompleted || !which(message.Text))
        {
            return false;
        }

        onHeld();
        held.SetResult();
        await delivery.Task.WaitAsync(end.Token);
        return true;
    }

    void Answered(string? request, int status, bool isHeld)
    {
        if (isHeld)
        {
            answer.TrySetResult(status);
        }

        if (held.Task.IsCompleted && status is >= 200 and < 300 && request is not null && Changing.Contains(request.Split(' ')[0]) && !request.Contains("accessreviews", StringComparison.Ordinal))
        {
            landed.Enqueue(request);
        }
    }

    // Bytes pass as they come; the sender of the kept request may not take them any more, which is no reason not to look at them.
    async Task BackAsync(NetworkStream far, NetworkStream near, Action<int> onStatus)
    {
        var buffer = new byte[64 * 1024];
        for (int length; (length = await far.ReadAsync(buffer, end.Token)) > 0;)
        {
            var text = Encoding.ASCII.GetString(buffer, 0, Math.Min(length, 12));
            if (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && text.Length == 12)
            {
                onStatus(int.Parse(text[9..], System.Globalization.CultureInfo.InvariantCulture));
            }

            await near.WriteAsync(buffer.AsMemory(0, length), end.Token);
        }
    }

    // A whole request; null at the end of the connection.
    async Task<Message?> ReadAsync(NetworkStream near)
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
        return new Message([.. bytes, .. body], head + Encoding.UTF8.GetString(body));
    }

    sealed record Message(byte[] Bytes, string Text)
    {
        public string Line => Text[..Text.IndexOf('\r', StringComparison.Ordinal)];
    }
}
