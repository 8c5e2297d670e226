using System.Text;

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
}
