using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>One open watch.</summary>
sealed class WatchReader(ConformanceServer server, HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public int Code => (int)response.StatusCode;

    public static async Task<WatchReader> OpenAsync(ConformanceServer server, HttpRequestMessage request)
    {
        var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestSandbox.Cancelled);
        return new(server, response, new StreamReader(await response.Content.ReadAsStreamAsync(TestSandbox.Cancelled)));
    }

    /// <summary>Reads a number of events, or all until the server ends the watch. What does not come in time is told as the last event.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync(int? count, bool isPassing, TimeSpan patience)
    {
        var events = new List<JsonNode>();
        while (count is null || events.Count < count)
        {
            var reading = reader.ReadLineAsync(TestSandbox.Cancelled).AsTask();
            try
            {
                while (isPassing && !reading.IsCompleted)
                {
                    await Task.WhenAny(reading, server.PassAsync());
                }

                if (await reading.WaitAsync(patience, TimeProvider.System, TestSandbox.Cancelled) is not { } line)
                {
                    return count is null ? events : [.. events, JsonValue.Create("the watch ended")];
                }

                events.Add(JsonNode.Parse(line)!);
            }
            catch (TimeoutException)
            {
                return [.. events, JsonValue.Create("nothing more came")];
            }
        }

        return events;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
