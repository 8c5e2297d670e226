using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>Everything that one open watch of a namespace has told so far.</summary>
sealed class Tracing : IDisposable
{
    readonly List<JsonObject> events = [];
    readonly Dictionary<string, string> newest = [];
    readonly HttpResponseMessage response;
    readonly StreamReader reader;
    readonly string path;

    Tracing(string path, HttpResponseMessage response, StreamReader reader) => (this.path, this.response, this.reader) = (path, response, reader);

    /// <summary>Opens a watch of a collection that is still empty, and reads it from now on.</summary>
    public static async Task<Tracing> OpenAsync(ConformanceServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, $"{path}?watch=true"));
        var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestSandbox.Cancelled);
        var tracing = new Tracing(path, response, new StreamReader(await response.Content.ReadAsStreamAsync(TestSandbox.Cancelled)));
        _ = tracing.PumpAsync();
        return tracing;
    }

    /// <summary>Takes what has come since the last time, once everything that the server has is here.</summary>
    public async Task<IReadOnlyList<JsonObject>> TakeAsync(ConformanceServer server)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var there = JsonNode.Parse(await server.Client.GetStringAsync(new Uri(server.Address, path), TestSandbox.Cancelled)).Items("items").ToDictionary(Name, Version);
            lock (events)
            {
                if (there.Count == newest.Count && there.All(o => newest.GetValueOrDefault(o.Key) == o.Value))
                {
                    JsonObject[] taken = [.. events];
                    events.Clear();
                    return taken;
                }
            }

            await server.PassAsync();
        }

        throw new TimeoutException($"the watch of {path} did not tell all");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }

    async Task PumpAsync()
    {
        try
        {
            while (await reader.ReadLineAsync(TestSandbox.Cancelled) is { } line)
            {
                var told = (JsonObject)JsonNode.Parse(line)!;
                lock (events)
                {
                    events.Add(told);
                    if (told.Text("type") == "DELETED")
                    {
                        newest.Remove(Name(told["object"]));
                    }
                    else
                    {
                        newest[Name(told["object"])] = Version(told["object"]);
                    }
                }
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The case is over.
        }
    }

    static string Name(JsonNode? o) => o.Text("metadata", "name") ?? "";

    static string Version(JsonNode? o) => o.Text("metadata", "resourceVersion") ?? "";
}
