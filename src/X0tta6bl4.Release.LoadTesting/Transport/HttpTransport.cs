using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>Whatever .NET's own client speaks: TLS, HTTP/2 where the server offers it, HTTP/1.1 elsewhere.</summary>
internal sealed class HttpTransport : ITransport
{
    readonly ConcurrentQueue<Exchange> done = new();
#pragma warning disable CA2213 // What is still under way at the end tells it then; it has no handle that would have to be given back.
    readonly SemaphoreSlim news = new(0);
#pragma warning restore CA2213
    readonly HashSet<Exchange> underWay = [];
    readonly LoadClock clock;
    readonly TimeSpan timeout;
    readonly int most;
    readonly HttpMessageInvoker client;

    // When there was room again after there had been none.
    TimeSpan freed;

    /// <summary>Makes a transport without connections.</summary>
    /// <param name="clock">The load's clock.</param>
    /// <param name="timeout">The limit of an exchange, for its message.</param>
    /// <param name="most">Most exchanges at once.</param>
    /// <param name="keeps">False to give every exchange a connection of its own.</param>
    public HttpTransport(LoadClock clock, TimeSpan timeout, int most, bool keeps = true)
    {
        (this.clock, this.timeout, this.most) = (clock, timeout, most);
#pragma warning disable CA2000 // The client owns its handler and disposes it.
        client = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxConnectionsPerServer = most, PooledConnectionLifetime = keeps ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, EnableMultipleHttp2Connections = true, ConnectTimeout = timeout, ActivityHeadersPropagator = null });
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public void Open(Uri target, int count)
    {
        // The client opens connections when it needs them; the load's warm-up is their time.
    }

    /// <inheritdoc/>
    public bool TryBegin(Exchange exchange)
    {
        if (underWay.Count >= most)
        {
            return false;
        }

        underWay.Add(exchange);
        exchange.Begun = clock.Now;
        exchange.FreeSince = freed;
        var end = new CancellationTokenSource();
        exchange.Carrier = end;
        _ = RunAsync(exchange, end);
        return true;
    }

    /// <inheritdoc/>
    public void Wait(TimeSpan atMost, List<Exchange> ended)
    {
        // Rounded up: less than a millisecond would be no wait at all, and the loop would spin.
        if (!news.Wait(atMost <= TimeSpan.Zero ? 0 : (int)Math.Ceiling(atMost.TotalMilliseconds)))
        {
            return;
        }

        do
        {
            if (done.TryDequeue(out var exchange))
            {
                freed = underWay.Count >= most ? exchange.Ended : freed;
                underWay.Remove(exchange);
                ended.Add(exchange);
            }
        }
        while (news.Wait(0));
    }

    /// <inheritdoc/>
    public void Expire(TimeSpan now)
    {
        foreach (var exchange in underWay)
        {
            if (exchange.Deadline <= now)
            {
                ((CancellationTokenSource)exchange.Carrier!).Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var exchange in underWay)
        {
            ((CancellationTokenSource)exchange.Carrier!).Cancel();
        }

        client.Dispose();
    }

    async Task RunAsync(Exchange exchange, CancellationTokenSource end)
    {
        var status = 0;
        try
        {
            using var request = Message(exchange.Request);
            using var response = await client.SendAsync(request, end.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            exchange.Answer = new Answer(status, Headers(exchange.Request, response), await BodyAsync(exchange.Request, response, end.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            exchange.Trouble = status == 0 ? FailureText.Late(timeout) : FailureText.Late(status, timeout);
        }
#pragma warning disable CA1031 // Whatever it is, it is this request's failure, and the load goes on.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            exchange.Trouble = FailureText.But(status, FailureText.Of(trouble));
        }

        exchange.Ended = clock.Now;
        done.Enqueue(exchange);
        news.Release();
    }

    static HttpRequestMessage Message(OutgoingRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), request.Url)
        {
            Content = request.Body is null ? null : new ByteArrayContent(request.Body),
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Version = HttpVersion.Version20,
        };
        foreach (var (name, value) in request.Headers)
        {
            // What is no header of a request is one of its content, even where that is empty.
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    static List<KeyValuePair<string, string>> Headers(OutgoingRequest request, HttpResponseMessage response) =>
        request.WantsHeaders || (int)response.StatusCode is >= 300 and < 400
            ? [.. Pairs(response.Headers), .. Pairs(response.Content.Headers)]
            : [];

    static IEnumerable<KeyValuePair<string, string>> Pairs(HttpHeaders headers) =>
        headers.NonValidated.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)));

    static async Task<ReadOnlyMemory<byte>> BodyAsync(OutgoingRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!request.WantsBody)
        {
            await response.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            return default;
        }

        var body = new ArrayBufferWriter<byte>();
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var end = stream.ConfigureAwait(false);
        var piece = new byte[16 << 10];
        for (int count; (count = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            body.Write(piece.AsSpan(0, Math.Min(count, Answer.MostBody - body.WrittenCount)));
        }

        return body.WrittenMemory;
    }
}
