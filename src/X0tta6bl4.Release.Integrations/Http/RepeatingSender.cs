using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Security;
using Polly;
using Polly.Retry;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>Sends requests that may be sent twice, reads their answers to the end, and tries again while the other side is briefly unwell.</summary>
internal sealed class RepeatingSender : IDisposable
{
    /// <summary>Name under which this program introduces itself.</summary>
    public const string UserAgent = "x0tta6bl4-release";

    readonly HttpLimits limits;
    readonly TimeProvider time;
    readonly HttpClient client;

    /// <summary>Makes a sender.</summary>
    /// <param name="limits">Limits of each request.</param>
    /// <param name="time">The clock of limits and delays.</param>
    /// <param name="way">Somebody else's way to the server, which is disposed with the sender; null for the network.</param>
    /// <param name="tls">Whom to trust, and as whom to appear, on the network; null for the machine's own.</param>
    public RepeatingSender(HttpLimits limits, TimeProvider time, HttpMessageHandler? way = null, SslClientAuthenticationOptions? tls = null)
    {
        this.limits = limits;
        this.time = time;
        client = way is null ? PlainClient.Create(connectionLifetime: TimeSpan.FromMinutes(5), tls) : PlainClient.Through(way);
    }

    /// <summary>Sends a request until there is an answer that does not say to come back later, or the time for tries is over.</summary>
    /// <param name="request">Makes the request, anew for each try.</param>
    /// <param name="subject">What is asked, for messages.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <exception cref="EstateAccessException">No answer: the network failed to the end.</exception>
    public async Task<HttpAnswer> SendAsync(Func<HttpRequestMessage> request, string subject, CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(limits.Whole, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
        var (tries, last) = (0, "");
        try
        {
            return await Repeating(outcome => last = Seen(outcome)).ExecuteAsync(
                async token =>
                {
                    tries++;
                    return await SendOnceAsync(request, token).ConfigureAwait(false);
                },
                both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException trouble) when (!cancellationToken.IsCancellationRequested)
        {
            var seen = last.Length > 0 ? $": {last}" : "";
            throw new EstateAccessException(AccessFailure.Unreachable, subject, $"{subject} gave no good answer within {limits.Whole.TotalSeconds:0.#} s, in {tries} tries{seen}", trouble);
        }
        catch (Exception trouble) when (IsNetworkTrouble(trouble))
        {
            throw new EstateAccessException(AccessFailure.Unreachable, subject, $"no answer from {subject} in {tries} tries: {Seen(trouble)}", trouble);
        }
        catch (InvalidDataException trouble)
        {
            throw new EstateAccessException(AccessFailure.Unknown, subject, $"the answer of {subject} is longer than {limits.AnswerBytes} bytes", trouble);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    static bool IsNetworkTrouble(Exception? trouble) => trouble is HttpRequestException or IOException or TimeoutException;

    static string Seen(Exception trouble) => trouble is TimeoutException ? trouble.Message : NetworkTrouble.Describe(trouble);

    static string Seen(Outcome<HttpAnswer> outcome) => outcome.Exception is { } trouble ? Seen(trouble) : outcome.Result?.StatusLine ?? "";

    ResiliencePipeline<HttpAnswer> Repeating(Action<Outcome<HttpAnswer>> onTrouble)
    {
        var started = time.GetTimestamp();
        return new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = 20,
                BackoffType = DelayBackoffType.Exponential,
                Delay = limits.FirstDelay,
                MaxDelay = TimeSpan.FromSeconds(8),
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(
                    (IsNetworkTrouble(arguments.Outcome.Exception) || arguments.Outcome.Result is { IsTransient: true })
                    && time.GetElapsedTime(started) + (arguments.Outcome.Result?.RetryAfter ?? TimeSpan.Zero) < limits.RetryFor),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
                OnRetry = arguments =>
                {
                    onTrouble(arguments.Outcome);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    async Task<HttpAnswer> SendOnceAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.Attempt, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = make();
        request.Headers.UserAgent.ParseAdd(UserAgent);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            return await ReadAsync(response, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"timed out after {limits.Attempt.TotalSeconds:0.#} s");
        }
    }

    async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) => new()
    {
        Status = response.StatusCode,
        Body = await ReadBodyAsync(response.Content, cancellationToken).ConfigureAwait(false),
        MediaType = response.Content.Headers.ContentType?.MediaType ?? "",
        Digest = response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.First() : "",
        Location = response.Headers.Location is { } to && response.RequestMessage?.RequestUri is { } from ? new Uri(from, to) : null,
        Challenges = [.. response.Headers.WwwAuthenticate],
        RetryAfter = RetryAfter(response.Headers.RetryAfter),
    };

    async Task<ImmutableArray<byte>> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            if (body.Length > limits.AnswerBytes)
            {
                throw new InvalidDataException();
            }
        }

        return [.. body.ToArray()];
    }

    TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } given && given < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
