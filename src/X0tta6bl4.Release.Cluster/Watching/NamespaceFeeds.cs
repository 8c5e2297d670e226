using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>The feeds of one namespace that rollouts of one kind of workload are judged from.</summary>
sealed class NamespaceFeeds : IAsyncDisposable
{
    readonly WorkloadKind kind;
    readonly ObjectFeed<WorkloadFacts> workloads;
    readonly ObjectFeed<RevisionFacts>? revisions;
    readonly ObjectFeed<PodFacts> pods;
    readonly ObjectFeed<EventFacts> events;
    readonly FeedGroups<RevisionFacts> revisionsByOwner;
    readonly FeedGroups<PodFacts> podsByOwner;
    readonly FeedGroups<EventFacts> eventsBySubject;
    readonly ImmutableArray<IFeed> all;
    readonly CancellationTokenSource end = new();
    readonly Task running;

    /// <summary>Starts the feeds.</summary>
    /// <param name="api">The API server.</param>
    /// <param name="example">Any workload of the namespace and kind.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock.</param>
    public NamespaceFeeds(ApiClient api, WorkloadReference example, ClusterOptions options, TimeProvider time)
    {
        kind = WorkloadKind.Of(example);
        workloads = new(api, Paths.Collection(example), kind.Read, Pulse, (options, time));
        revisions = kind.Revisions.Length > 0 ? new(api, Paths.Apps(example.Namespace, kind.Revisions), RevisionFacts.Read, Pulse, (options, time)) : null;
        pods = new(api, Paths.Pods(example.Namespace), PodFacts.Read, Pulse, (options, time));
        events = new(api, Paths.Events(example.Namespace), EventFacts.Read, Pulse, (options, time));
        revisionsByOwner = new(revisions, Surroundings.Group);
        podsByOwner = new(pods, Surroundings.Group);
        eventsBySubject = new(events, Surroundings.Group);
        all = [.. new IFeed?[] { workloads, revisions, pods, events }.OfType<IFeed>()];
        running = Task.WhenAll(all.Select(feed => feed.RunAsync(end.Token)));
    }

    /// <summary>Raised after each change in any of the feeds.</summary>
    public Pulse Pulse { get; } = new();

    /// <summary>How many look at the feeds; guarded by the pool.</summary>
    public int Watchers { get; set; }

    /// <summary>True once all that may be seen has been listed.</summary>
    public bool IsSynced => all.All(feed => feed.IsSynced || IsForgiven(feed));

    /// <summary>What keeps the feeds from being up to date; empty when nothing does.</summary>
    public string Trouble => all.Select(feed => feed.Trouble).FirstOrDefault(text => text.Length > 0, "");

    /// <summary>Throws why a feed has ended for good, if one has.</summary>
    /// <exception cref="EstateAccessException">A feed has ended for good.</exception>
    public void ThrowIfFailed()
    {
        if (all.FirstOrDefault(feed => feed.Failure is not null && !IsForgiven(feed))?.Failure is { } failure)
        {
            throw new EstateAccessException(failure.Kind, failure.Subject, failure.Message, failure);
        }
    }

    /// <summary>The facts of one workload; null when it does not exist or nothing is known yet.</summary>
    public RolloutFacts? Find(WorkloadReference workload) =>
        workloads.Objects is { } known && known.TryGetValue(workload.Name, out var controller)
            ? controller.With(workload, new Surroundings(revisionsByOwner.Now, podsByOwner.Now, eventsBySubject.Now))
            : null;

    /// <summary>Ends the feeds.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        end.Dispose();
    }

    /// <summary>Who may not see events is judged less well, but judged.</summary>
    bool IsForgiven(IFeed feed) => feed.Failure is { } failure
        && ((ReferenceEquals(feed, revisions) && kind.Forgives(failure)) || (ReferenceEquals(feed, events) && failure.Kind is AccessFailure.Denied or AccessFailure.Missing));
}
