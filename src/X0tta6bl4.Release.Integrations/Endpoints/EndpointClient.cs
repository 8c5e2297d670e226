using System.Globalization;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Endpoints;

/// <summary>Calls public endpoints over HTTP, as a user's program would: no redirects, no cookies, one try.</summary>
public sealed class EndpointClient : IEndpointClient, IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    readonly TimeProvider time;
    readonly HttpClient client;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="time">The clock of the limit, 30 seconds for a call, and of the duration that is reported.</param>
    public EndpointClient(TimeProvider time)
    {
        this.time = time;
        client = PlainClient.Create(connectionLifetime: TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc/>
    public async Task<EndpointAnswer> CallAsync(EndpointCall call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(call.Method, call.Url);
        request.Headers.UserAgent.ParseAdd(RepeatingSender.UserAgent);
        var started = time.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            var milliseconds = time.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            var redirect = response.Headers.Location is null ? "" : ", a redirect, which is not followed";
            return new EndpointAnswer((int)response.StatusCode, $"{StatusText.Of(response.StatusCode)} in {milliseconds} ms{redirect}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EndpointAnswer(null, $"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return new EndpointAnswer(null, NetworkTrouble.Describe(trouble));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
