using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Requests to one API server, as JSON.</summary>
sealed class Api(string kubeconfig, string context) : IDisposable
{
    const string ClusterUser = "x0tta6bl4-release";

    readonly Kubernetes kubernetes = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig, context));

    public string Context => context;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<JsonObject> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, "application/json");

    public Task<JsonObject> CreateAsync(string path, JsonObject manifest) => SendAsync(HttpMethod.Post, $"{path}?fieldManager={ClusterUser}", manifest, "application/json");

    public Task<JsonObject> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, "application/json");

    /// <summary>A strategic merge patch, as kubectl patch sends it.</summary>
    public Task<JsonObject> PatchAsync(string path, JsonNode patch, string? manager = null) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager ?? ClusterUser}", patch, "application/strategic-merge-patch+json");

    /// <summary>Opens a watch.</summary>
    public async Task<StreamReader> WatchAsync(string path, string version, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(kubernetes.BaseUri, $"{path}?watch=true&resourceVersion={version}"));
        var response = await kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken));
    }

    public void Dispose() => kubernetes.Dispose();

    async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonNode? body, string type)
    {
        using var request = new HttpRequestMessage(method, new Uri(kubernetes.BaseUri, path));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var response = await kubernetes.HttpClient.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }
}
