using System.Text;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>What an administrator does to a cluster, over its API.</summary>
sealed class ClusterApi(string server) : IDisposable
{
    readonly HttpClient client = new() { BaseAddress = new Uri(server) };

    public async Task CreateAsync(string collection, string manifest)
    {
        using var content = new StringContent(manifest, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(collection, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Changes an object by a JSON merge patch.</summary>
    public async Task PatchAsync(string path, string patch)
    {
        using var content = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json");
        using var answer = await client.PatchAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Changes a Deployment by a merge patch and waits until that has been rolled out.</summary>
    public async Task RollAsync(string collection, string name, string patch)
    {
        using var content = new StringContent(patch, Encoding.UTF8, "application/strategic-merge-patch+json");
        using var answer = await client.PatchAsync(new Uri($"{collection}/{name}", UriKind.Relative), content);
        var generation = (long)JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["metadata"]!["generation"]!;
        using var watch = await client.GetAsync(new Uri($"{collection}?watch=true&fieldSelector=metadata.name={name}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await watch.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        while (await events.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line && !IsRolledOut(JsonNode.Parse(line)!["object"]!, generation))
        {
            // Pod by pod.
        }
    }

    /// <summary>Deletes an object and waits until it is gone: a namespace goes after everything in it.</summary>
    public async Task DeleteAsync(string collection, string name)
    {
        using var watch = await client.GetAsync(new Uri($"{collection}?watch=true&fieldSelector=metadata.name={name}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await watch.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        using var answer = await client.DeleteAsync(new Uri($"{collection}/{name}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        while (await events.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line && !line.Contains("\"type\":\"DELETED\"", StringComparison.Ordinal))
        {
            // What happens to it on the way out.
        }
    }

    public void Dispose() => client.Dispose();

    static bool IsRolledOut(JsonNode deployment, long generation)
    {
        var (wanted, status) = ((int)deployment["spec"]!["replicas"]!, deployment["status"]);
        return (long?)status?["observedGeneration"] >= generation && new[] { "replicas", "updatedReplicas", "availableReplicas" }.All(count => (int?)status[count] == wanted);
    }
}
