using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Exceptions;
using Polly;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Requests to one API server, as raw JSON. The Kubernetes client library reads the kubeconfig, authenticates and trusts; objects
/// stay JSON, so that no field that the library does not know is ever lost.</summary>
/// <remarks>HTTP/1.1 on purpose: every watch has a connection of its own, so one that died silently hangs nothing else.</remarks>
sealed class ApiClient : IDisposable
{
    const string MetadataOnly = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    readonly Kubernetes kubernetes;
    readonly CredentialPlugin? plugin;
    readonly ClusterOptions options;
    readonly TimeProvider time;
    readonly ResiliencePipeline<ApiAnswer> reads;
    readonly ResiliencePipeline<ApiAnswer> changes;
    long aheadTicks;

    /// <summary>Makes the client; takes over the plugin.</summary>
    public ApiClient(string cluster, KubernetesClientConfiguration settings, CredentialPlugin? plugin, ClusterOptions options, TimeProvider time)
    {
        kubernetes = new Kubernetes(settings);
        (Cluster, this.plugin, this.options, this.time) = (cluster, plugin, options, time);
        (reads, changes) = (ReadRetry.ForReads(options, time), ReadRetry.ForChanges(options, time));
    }

    /// <summary>The cluster's name in the runbook.</summary>
    public string Cluster { get; }

    /// <summary>Scheme, host and port of the API server.</summary>
    public string Server => kubernetes.BaseUri.GetLeftPart(UriPartial.Authority);

    /// <summary>The handlers that know certificates and trust, for requests that are no plain HTTP.</summary>
    public HttpMessageInvoker Invoker => kubernetes.HttpClient;

    /// <summary>The time as the API server's clock shows it: objects carry times of that clock, and ours may be minutes off.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    /// <summary>Absolute address of a path such as <c>api/v1/pods</c>.</summary>
    public Uri Address(string path) => new(kubernetes.BaseUri, path);

    /// <summary>The header that authenticates requests; null when TLS or nothing does.</summary>
    public async Task<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        using var probe = new HttpRequestMessage(HttpMethod.Get, kubernetes.BaseUri);
        await AuthorizeAsync(probe, cancellationToken).ConfigureAwait(false);
        return probe.Headers.Authorization;
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="EstateAccessException">It cannot be read.</exception>
    public async Task<JsonObject> GetAsync(string path, string subject, CancellationToken cancellationToken) =>
        await FindAsync(path, subject, cancellationToken).ConfigureAwait(false)
        ?? throw new EstateAccessException(AccessFailure.Missing, subject, $"{subject}: not there");

    /// <summary>Reads an object; null when it does not exist.</summary>
    /// <exception cref="EstateAccessException">It cannot be read.</exception>
    public async Task<JsonObject?> FindAsync(string path, string subject, CancellationToken cancellationToken) =>
        Parsed(await ReadAsync(path, "", subject, cancellationToken).ConfigureAwait(false), subject);

    /// <summary>Reads an object's metadata and nothing else of it; null when it does not exist.</summary>
    /// <exception cref="EstateAccessException">It cannot be read.</exception>
    public async Task<JsonObject?> FindMetadataAsync(string path, string subject, CancellationToken cancellationToken) =>
        Parsed(await ReadAsync(path, MetadataOnly, subject, cancellationToken).ConfigureAwait(false), subject);

    /// <summary>Reads a text, such as a log; null when it does not exist.</summary>
    /// <exception cref="EstateAccessException">It cannot be read.</exception>
    public async Task<string?> FindTextAsync(string path, string subject, CancellationToken cancellationToken) =>
        (await ReadAsync(path, "", subject, cancellationToken).ConfigureAwait(false))?.Body;

    /// <summary>Posts an object that only asks something and is stored nowhere; repeated like a read.</summary>
    /// <exception cref="EstateAccessException">There is no answer.</exception>
    public async Task<JsonObject> AskAsync(string path, JsonObject question, string subject, CancellationToken cancellationToken)
    {
        var (began, text) = (time.GetTimestamp(), question.ToJsonString());
        var answer = await RunAsync(reads, token => SendAsync(Request(HttpMethod.Post, path, text), options.RequestLimit, asStream: false, token), began, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && JsonReading.ParseObject(answer.Body) is { } json ? json : throw answer.ToException(this, subject, time.GetElapsedTime(began));
    }

    /// <summary>Opens a stream; it may be silent at first as long as later on, since some servers send the headers only with the first event.
    /// The answer is returned whatever its status, except for transient failures that lasted.</summary>
    /// <exception cref="EstateAccessException">The API server could not be reached.</exception>
    public async Task<ApiAnswer> OpenAsync(string path, string subject, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var answer = await RunAsync(reads, token => SendAsync(Get(path), options.WatchIdleLimit, asStream: true, token), began, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess || !answer.IsTransient && answer.Status is not null ? answer : throw answer.ToException(this, subject, time.GetElapsedTime(began));
    }

    /// <summary>A request with a text of JSON, which for PATCH is a JSON patch; an empty one is no body.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string text) => new(method, Address(path))
    {
        Content = text.Length == 0 ? null : new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(method == HttpMethod.Patch ? "application/json-patch+json" : "application/json")),
    };

    /// <summary>Sends a change once; again only when it was certainly not processed.</summary>
    public Task<ApiAnswer> ChangeAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken) =>
        ChangeAsync(token => SendAsync(request(), options.PatchLimit, asStream: false, token), cancellationToken);

    /// <summary>Sends a change that may be made twice without harm; repeated like a read.</summary>
    public Task<ApiAnswer> RepeatAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken) =>
        RunAsync(reads, token => SendAsync(request(), options.RequestLimit, asStream: false, token), time.GetTimestamp(), cancellationToken);

    /// <summary>Sends a read request of the caller's making and leaves the answer to it, once more at once where a plugin can renew credentials that were refused.</summary>
    public async Task<HttpResponseMessage> PassOnAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var response = await PassOnceAsync(make, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || plugin is null)
        {
            return response;
        }

        response.Dispose();
        return await PassOnceAsync(make, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an attempt of another protocol; again only when it certainly had no effect.</summary>
    public Task<ApiAnswer> ChangeAsync(Func<CancellationToken, Task<ApiAnswer>> attempt, CancellationToken cancellationToken) =>
        RunAsync(changes, attempt, time.GetTimestamp(), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        kubernetes.Dispose();
        plugin?.Dispose();
    }

    JsonObject? Parsed(ApiAnswer? answer, string subject) => answer is null ? null
        : JsonReading.ParseObject(answer.Body)
            ?? throw new EstateAccessException(AccessFailure.Unknown, subject, $"{subject}: {Server} answered something that is no JSON object: {answer.Message}");

    async Task<ApiAnswer?> ReadAsync(string path, string accept, string subject, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var answer = await RunAsync(reads, token => SendAsync(Get(path, accept), options.RequestLimit, asStream: false, token), began, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer
            : answer.Status == HttpStatusCode.NotFound ? null
            : throw answer.ToException(this, subject, time.GetElapsedTime(began));
    }

    HttpRequestMessage Get(string path, string accept = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
        if (accept.Length > 0)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        return request;
    }

    static async Task<ApiAnswer> RunAsync(
        ResiliencePipeline<ApiAnswer> pipeline, Func<CancellationToken, Task<ApiAnswer>> attempt, long began, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ReadRetry.Began, began);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (c, send) => await send(c.CancellationToken).ConfigureAwait(false), context, attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    async Task<HttpResponseMessage> PassOnceAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        var response = await kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        Learn(request, response);
        return response;
    }

    async Task<ApiAnswer> SendAsync(HttpRequestMessage request, TimeSpan limit, bool asStream, CancellationToken cancellationToken)
    {
        using (request)
        {
            await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
            using var late = new CancellationTokenSource(limit, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
            try
            {
                return await AnswerAsync(request, asStream, both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException silence) when (!cancellationToken.IsCancellationRequested)
            {
                return new ApiAnswer(null, "", $"no answer in {Text.Of(limit)}") { Cause = silence };
            }
            catch (HttpRequestException broken)
            {
                return NoAnswer(broken);
            }
            catch (IOException cut)
            {
                return new ApiAnswer(null, "", $"the answer was cut off: {Text.OneLine(cut.Message)}") { Cause = cut };
            }
        }
    }

    async Task<ApiAnswer> AnswerAsync(HttpRequestMessage request, bool asStream, CancellationToken cancellationToken)
    {
        var response = await kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var keep = asStream && response.IsSuccessStatusCode;
        try
        {
            Learn(request, response);
            return new ApiAnswer(
                response.StatusCode,
                keep ? "" : await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
                $"{(int)response.StatusCode} {response.ReasonPhrase}")
            {
                RetryAfter = response.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - Now : null,
                Stream = keep ? response : null,
                IsStale = response.StatusCode == HttpStatusCode.Unauthorized && plugin is not null,
            };
        }
        finally
        {
            if (!keep)
            {
                response.Dispose();
            }
        }
    }

    void Learn(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            plugin?.Refused(request.Headers.Authorization);
        }

        // The header has whole seconds: what is within two of ours is taken for the same time.
        if (response.Headers.Date is { } date)
        {
            var ahead = date - time.GetUtcNow();
            Interlocked.Exchange(ref aheadTicks, ahead.Duration() < TimeSpan.FromSeconds(2) ? 0 : ahead.Ticks);
        }
    }

    async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (kubernetes.Credentials is not { } credentials)
        {
            return;
        }

        try
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception foreign) when (foreign is KubernetesException or KubeConfigException or KubernetesClientException)
        {
            throw new EstateAccessException(AccessFailure.Denied, Cluster, $"{Cluster}: no credentials for {Server}: {Text.OneLine(foreign.Message)}", foreign);
        }
    }

    static ApiAnswer NoAnswer(HttpRequestException broken)
    {
        var refused = broken.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        return new ApiAnswer(null, "", refused ? "connection refused" : Text.OneLine((broken.InnerException ?? broken).Message))
        {
            Cause = broken,
            WasRefused = refused,
            HadNoEffect = broken.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        };
    }
}
