using System.Net;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Sends the requests of one load, and tells how each ended.</summary>
internal sealed class Caller : IDisposable
{
    readonly LoadProfile profile;
    readonly LoadClock clock;
    readonly CallTemplate template;
    readonly HttpClient client;

    public Caller(LoadProfile profile, LoadClock clock)
    {
        (this.profile, this.clock) = (profile, clock);
        template = new CallTemplate(profile.Call);
#pragma warning disable CA2000 // The client owns its handler and disposes it.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = profile.Connections };
#pragma warning restore CA2000
        client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one request and reads its answer to the end. Throws for nothing that the network does.</summary>
    /// <param name="due">When it was due; limit and response time count from here.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Outcome> CallAsync(TimeSpan due, CancellationToken cancellationToken)
    {
        var left = due + profile.Timeout - clock.Now;
        if (left <= TimeSpan.Zero)
        {
            return Late(seen: null);
        }

        using var limit = clock.Limit(left);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = template.Request();
        HttpStatusCode? seen = null;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            seen = response.StatusCode;
            await response.Content.CopyToAsync(Stream.Null, both.Token).ConfigureAwait(false);
            var taken = clock.Now - due;
            return taken > profile.Timeout ? Late(seen: null) : new Outcome(taken, (int)response.StatusCode == profile.Status ? "" : FailureText.Of(response.StatusCode));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Late(seen);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return new Outcome(null, But(seen) + FailureText.Of(trouble));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    static string But(HttpStatusCode? seen) => seen is { } status ? $"{FailureText.Of(status)}, but " : "";

    Outcome Late(HttpStatusCode? seen) => new(null, $"{But(seen)}no {(seen is null ? "" : "whole ")}answer within {profile.Timeout.TotalSeconds:0.###} s");
}
