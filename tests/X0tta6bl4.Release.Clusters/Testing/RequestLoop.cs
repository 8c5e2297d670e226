using System.Collections.Concurrent;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>Users: requests at a fixed rate over new connections, each with its outcome, until stopped. Bounded in rate, number and time.</summary>
sealed class RequestLoop : IAsyncDisposable
{
    const int PerSecond = 20;
    const int Most = 12_000;

    readonly CancellationTokenSource stop = new(TimeSpan.FromMinutes(10));
    readonly ConcurrentBag<string> answers = [];
    readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
    readonly Task loop;

    public RequestLoop(Uri url)
    {
        client.DefaultRequestHeaders.ConnectionClose = true;
        loop = RunAsync(url);
    }

    /// <summary>Waits until so many requests were answered.</summary>
    public async Task AnsweredAsync(int number)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        while (answers.Count < number && await timer.WaitForNextTickAsync(stop.Token))
        {
            // The next tick asks again.
        }
    }

    public async Task<(int Total, string[] Failed)> EndAsync()
    {
        await stop.CancelAsync();
        await loop;
        return (answers.Count, [.. answers.Where(answer => answer != "200")]);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        client.Dispose();
        stop.Dispose();
    }

    async Task RunAsync(Uri url)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var requests = new List<Task>();
        try
        {
            while (requests.Count < Most && await timer.WaitForNextTickAsync(stop.Token))
            {
                requests.Add(AskAsync(url));
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        await Task.WhenAll(requests);
    }

    async Task AskAsync(Uri url)
    {
        try
        {
            using var answer = await client.GetAsync(url);
            answers.Add($"{(int)answer.StatusCode}");
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            answers.Add(lost.Message);
        }
    }
}
