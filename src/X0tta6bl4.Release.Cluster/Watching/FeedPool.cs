using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Shares the feeds of a namespace and kind among all who look at them, from the first to the last.</summary>
sealed class FeedPool(ApiClient api, ClusterOptions options, TimeProvider time) : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly Dictionary<(string Namespace, string Kind), NamespaceFeeds> open = [];

    /// <summary>The feeds that tell of a workload, started if nobody looks at them yet. To be given back.</summary>
    public NamespaceFeeds Take(WorkloadReference workload)
    {
        lock (gate)
        {
            if (!open.TryGetValue(Key(workload), out var feeds))
            {
                feeds = new NamespaceFeeds(api, workload, options, time);
                open.Add(Key(workload), feeds);
            }

            feeds.Watchers++;
            return feeds;
        }
    }

    /// <summary>Gives feeds back; the last one ends them.</summary>
    public async Task GiveBackAsync(WorkloadReference workload, NamespaceFeeds feeds)
    {
        lock (gate)
        {
            if (--feeds.Watchers > 0)
            {
                return;
            }

            open.Remove(Key(workload));
        }

        await feeds.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends all feeds.</summary>
    public async ValueTask DisposeAsync()
    {
        NamespaceFeeds[] all;
        lock (gate)
        {
            all = [.. open.Values];
            open.Clear();
        }

        foreach (var feeds in all)
        {
            await feeds.DisposeAsync().ConfigureAwait(false);
        }
    }

    static (string Namespace, string Kind) Key(WorkloadReference workload) => (workload.Namespace, workload.Kind);
}
