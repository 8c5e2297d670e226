using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The sample service as a process on a port of its own choice.</summary>
sealed class SampleService : IAsyncDisposable
{
    const string Listening = "Now listening on: ";

    readonly Process process;
    readonly HttpClient client;

    SampleService(Process process, int port) => (this.process, client) = (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<SampleService> StartAsync(string mode, int drainSeconds = 0)
    {
        var process = Run(mode, drainSeconds);
        while (await process.StandardOutput.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                return new SampleService(process, int.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The sample service has not said where it listens.");
    }

    /// <returns>The exit code of one that ends by itself.</returns>
    public static async Task<int> EndAsync(string mode)
    {
        using var process = Run(mode, drainSeconds: 0);
        await process.StandardError.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return process.ExitCode;
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> PostAsync(string path)
    {
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content: null, Cancelled);
        return answer.StatusCode;
    }

    public Task<string> GetAsync(string path) => client.GetStringAsync(new Uri(path, UriKind.Relative), Cancelled);

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        client.Dispose();
    }

    static Process Run(string mode, int drainSeconds)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Program("X0tta6bl4.Release.SampleService")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("APP_VERSION", "2.3.1"), ("APP_MODE", mode), ("PORT", "0"), ("DRAIN_SECONDS", $"{drainSeconds}") })
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
