using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>A client of any Kubernetes API, as small as this command needs it.</summary>
internal sealed class KubeClient : IDisposable
{
    const int Tries = 10;
    readonly KubeContext context;
    readonly TimeProvider time;
    readonly SocketsHttpHandler handler;
    readonly HttpClient http;

    public KubeClient(KubeContext context, TimeProvider time)
    {
        this.context = context;
        this.time = time;
        handler = new() { UseProxy = false, SslOptions = context.Tls ?? new() };
        http = new(handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The object at a path, or null.</summary>
    public Task<JsonObject?> FindAsync(string path) => SendAsync(HttpMethod.Get, path, null, "application/json");

    public async Task<IEnumerable<JsonObject>> ListAsync(string path, string selector) =>
        (await SendAsync(HttpMethod.Get, $"{path}?labelSelector={Uri.EscapeDataString(selector)}", null, "application/json").ConfigureAwait(false)).Items("items");

    public Task CreateAsync(JsonObject value) =>
        SendAsync(HttpMethod.Post, $"{ObjectPaths.Collection(value)}?fieldManager=helm", value, "application/json");

    public Task ReplaceAsync(JsonObject value) =>
        SendAsync(HttpMethod.Put, $"{ObjectPaths.Of(value)}?fieldManager=helm", value, "application/json");

    public Task PatchAsync(JsonObject target, JsonObject patch) =>
        SendAsync(HttpMethod.Patch, $"{ObjectPaths.Of(target)}?fieldManager=helm", patch, "application/strategic-merge-patch+json");

    /// <summary>Deletes an object with all that belongs to it, if it is there.</summary>
    public Task DeleteAsync(JsonObject target) =>
        SendAsync(HttpMethod.Delete, ObjectPaths.Of(target), new() { ["propagationPolicy"] = "Background" }, "application/json");

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    async Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonObject? body, string type)
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await AskAsync(method, path, body, type).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
            if (answer.Headers.RetryAfter is { } wait && tries < Tries)
            {
                await Task.Delay(wait.Delta ?? TimeSpan.FromSeconds(1), time).ConfigureAwait(false);
            }
            else if (answer.IsSuccessStatusCode)
            {
                return JsonNode.Parse(text) as JsonObject;
            }
            else
            {
                return answer.StatusCode == HttpStatusCode.NotFound && method != HttpMethod.Post && method != HttpMethod.Patch ? null : throw new HelmProblem(Complaint(text, answer.StatusCode));
            }
        }
    }

    async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, JsonObject? body, string type)
    {
        using var request = new HttpRequestMessage(method, new Uri(context.Server, path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Helm", "3.16.4"));
        if (context.Token is not null)
        {
            request.Headers.Authorization = new("Bearer", context.Token);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Wire.Utf8(body)) { Headers = { ContentType = new(type) } };
        }

        try
        {
            return await http.SendAsync(request).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            throw new HelmProblem($"Kubernetes cluster unreachable: {method} \"{request.RequestUri}\": {gone.Message}", gone);
        }
    }

    static string Complaint(string text, HttpStatusCode code)
    {
        try
        {
            return JsonNode.Parse(text).Text("message") ?? $"the server answered {(int)code}";
        }
        catch (JsonException)
        {
            return $"the server answered {(int)code}: {text.Trim()}";
        }
    }
}
