using System.Collections.Concurrent;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Stands before every API server of an estate: knows each change in its order, and can kill a run at one of them.</summary>
sealed class EstateGate : IAsyncDisposable
{
    readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<BuildProcess> victim = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<Change, int> counts = new();
    readonly ConcurrentDictionary<RelayedRequest, Boundary> boundaries = new(ReferenceEqualityComparer.Instance);
    readonly ConcurrentQueue<Boundary> landed = new();
    readonly Boundary? target;
    readonly (string Cluster, Relay Relay)[] relays;

    /// <param name="estate">Whose sandbox it stands before.</param>
    /// <param name="target">Where a run dies; null for nowhere.</param>
    public EstateGate(Checkout estate, Boundary? target = null)
    {
        this.target = target;
        relays = [.. estate.Clusters.Select(cluster => (cluster, new Relay(estate.Server(cluster), (request, end) => PassAsync(cluster, request, end), AnsweredAsync)))];
    }

    /// <summary>Where each cluster is reached through it.</summary>
    public (string Cluster, Uri Address)[] Addresses => [.. relays.Select(relay => (relay.Cluster, relay.Relay.Url))];

    /// <summary>Changes that the servers granted, in order.</summary>
    public IReadOnlyList<Boundary> Landed => [.. landed];

    /// <summary>True once the run was killed.</summary>
    public bool WasReached => reached.Task.IsCompleted;

    /// <summary>Names the run that dies.</summary>
    public void Aim(BuildProcess process) => victim.SetResult(process);

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, relay) in relays)
        {
            await relay.DisposeAsync();
        }
    }

    async Task<Relay.Passage> PassAsync(string cluster, RelayedRequest request, CancellationToken end)
    {
        if (request.Changes)
        {
            var change = Change.Of(cluster, request);
            boundaries[request] = new Boundary(change, counts.AddOrUpdate(change, 1, (_, before) => before + 1), Moment.Landed);
            await DieAsync(boundaries[request] with { Moment = Moment.Sent }, end);
        }

        return Relay.Passage.Granted;
    }

    async Task AnsweredAsync(RelayedRequest request, int status, CancellationToken end)
    {
        if (status is >= 200 and < 300 && boundaries.TryRemove(request, out var boundary))
        {
            landed.Enqueue(boundary);
            await DieAsync(boundary, end);
        }
    }

    // Neither the request nor its answer goes on: whoever waited for it is dead.
    async Task DieAsync(Boundary boundary, CancellationToken end)
    {
        if (boundary == target && !reached.Task.IsCompleted)
        {
            var process = await victim.Task;
            // Before the kill: whoever waits for the run's end asks then.
            if (reached.TrySetResult())
            {
                process.KillAll();
            }

            await Task.Delay(Timeout.Infinite, end);
        }
    }
}
