using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>The three feeds of one namespace that rollouts are judged from.</summary>
sealed class NamespaceFeeds : IAsyncDisposable
{
    readonly ObjectFeed<DeploymentFacts> deployments;
    readonly ObjectFeed<ReplicaSetFacts> sets;
    readonly ObjectFeed<PodFacts> pods;
    readonly CancellationTokenSource end = new();
    readonly Task running;

    /// <summary>Starts the feeds.</summary>
    public NamespaceFeeds(ApiClient api, string ns, ClusterOptions options, TimeProvider time)
    {
        deployments = new(api, Paths.Deployments(ns), DeploymentFacts.Read, Pulse, (options, time));
        sets = new(api, Paths.ReplicaSets(ns), ReplicaSetFacts.Read, Pulse, (options, time));
        pods = new(api, Paths.Pods(ns), PodFacts.Read, Pulse, (options, time));
        running = Task.WhenAll(deployments.RunAsync(end.Token), sets.RunAsync(end.Token), pods.RunAsync(end.Token));
    }

    /// <summary>Raised after each change in any of the feeds.</summary>
    public Pulse Pulse { get; } = new();

    /// <summary>How many look at the feeds; guarded by the pool.</summary>
    public int Watchers { get; set; }

    /// <summary>True once all three kinds have been listed.</summary>
    public bool IsSynced => deployments.Objects is not null && sets.Objects is not null && pods.Objects is not null;

    /// <summary>What keeps the feeds from being up to date; empty when nothing does.</summary>
    public string Trouble => new[] { deployments.Trouble, sets.Trouble, pods.Trouble }.FirstOrDefault(text => text.Length > 0, "");

    /// <summary>Throws why a feed has ended for good, if one has.</summary>
    /// <exception cref="EstateAccessException">A feed has ended for good.</exception>
    public void ThrowIfFailed()
    {
        if ((deployments.Failure ?? sets.Failure ?? pods.Failure) is { } failure)
        {
            throw new EstateAccessException(failure.Kind, failure.Subject, failure.Message, failure);
        }
    }

    /// <summary>The facts of one workload; null when it does not exist or nothing is known yet.</summary>
    public RolloutFacts? Find(WorkloadReference workload) =>
        deployments.Objects is { } known && known.TryGetValue(workload.Name, out var deployment)
            ? RolloutFacts.Of(workload, deployment, sets.Objects?.Values ?? [], pods.Objects?.Values ?? [])
            : null;

    /// <summary>Ends the feeds.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        end.Dispose();
    }
}
