using System.Collections.Concurrent;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Stands between a run and one API server, and can keep a request under way: the server gets it when the test says so, or never, whatever has become of its sender.</summary>
sealed class HoldingProxy : IAsyncDisposable
{
    readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentQueue<string> landed = new();
    readonly Func<string, bool> which;
    readonly Action onHeld;
    readonly Relay relay;
    RelayedRequest? kept;

    /// <param name="server">The API server.</param>
    /// <param name="which">Chooses the request to keep by its first line and body; only the first one is kept.</param>
    /// <param name="onHeld">Called once it is kept, before anything else happens.</param>
    public HoldingProxy(Uri server, Func<string, bool> which, Action onHeld)
    {
        (this.which, this.onHeld) = (which, onHeld);
        relay = new Relay(server, PassAsync, AnsweredAsync);
    }

    public Uri Url => relay.Url;

    /// <summary>First lines of changes that the server granted after the kept one was sent, without those that are stored nowhere.</summary>
    public IEnumerable<string> Landed => landed;

    /// <summary>True once the server has answered the kept one.</summary>
    public bool WasAnswered => answer.Task.IsCompleted;

    public Task HeldAsync() => held.Task.WaitAsync(TimeSpan.FromMinutes(3));

    /// <summary>Lets the server have the kept request.</summary>
    /// <returns>Its status.</returns>
    public Task<int> DeliverAsync()
    {
        delivery.SetResult();
        return answer.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public ValueTask DisposeAsync() => relay.DisposeAsync();

    async Task<Relay.Passage> PassAsync(RelayedRequest request, CancellationToken end)
    {
        if (!held.Task.IsCompleted && which(request.Text))
        {
            onHeld();
            kept = request;
            held.SetResult();
            await delivery.Task.WaitAsync(end);
        }

        return Relay.Passage.Granted;
    }

    Task AnsweredAsync(RelayedRequest request, int status, CancellationToken end)
    {
        if (ReferenceEquals(kept, request))
        {
            answer.TrySetResult(status);
        }

        if (held.Task.IsCompleted && status is >= 200 and < 300 && request.Changes)
        {
            landed.Enqueue(request.Line);
        }

        return Task.CompletedTask;
    }
}
