using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>A sandbox that another process runs on the same directory.</summary>
internal sealed class LiveInstance : IDisposable
{
    readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Whether the process that wrote this description answers.</summary>
    public async Task<bool> AnswersAsync(JsonObject estate, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(Path(estate, "health"), cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Asks the other process for what this command line wants.</summary>
    public async Task AdjustAsync(JsonObject estate, SandboxOptions options, CancellationToken cancellationToken)
    {
        if (options.Scenario is not null)
        {
            await PostAsync(estate, "scenario", new() { ["name"] = options.Scenario }, cancellationToken).ConfigureAwait(false);
        }

        if (options.IsReset)
        {
            await PostAsync(estate, "reset", [], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    async Task PostAsync(JsonObject estate, string what, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(Wire.Text(body), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(Path(estate, what), content, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    static Uri Path(JsonObject estate, string what) => new($"{estate.Text("control") ?? "http://127.0.0.1:9"}/sandbox/{what}");
}
