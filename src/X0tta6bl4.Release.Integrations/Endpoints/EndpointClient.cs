using System.Globalization;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Endpoints;

/// <summary>Calls public endpoints over HTTP, as a user's program would: no redirects, no cookies, one try.</summary>
public sealed class EndpointClient : IEndpointClient, IDisposable
{
    const int BodyBytes = 64 * 1024;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    readonly TimeProvider time;
    readonly HttpClient client;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="time">The clock of the limit, 30 seconds for a call with its answer's body, and of the duration that is reported.</param>
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
        using var request = CallMessage.Of(call);
        var started = time.GetTimestamp();
        var seen = "";
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            var status = StatusText.Of(response.StatusCode);
            seen = $"{status}, but ";
            var body = await BodyText.ReadAsync(response.Content, BodyBytes, both.Token).ConfigureAwait(false);
            var milliseconds = time.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            var redirect = response.Headers.Location is null ? "" : ", a redirect, which is not followed";
            return new EndpointAnswer((int)response.StatusCode, $"{status} in {milliseconds} ms{redirect}", body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EndpointAnswer(null, $"{seen}no {(seen.Length > 0 ? "whole " : "")}answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return new EndpointAnswer(null, seen + NetworkTrouble.Describe(trouble));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
