using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Shares the feeds of a namespace among all who look at it, from the first to the last.</summary>
sealed class FeedPool(ApiClient api, ClusterOptions options, TimeProvider time) : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly Dictionary<string, NamespaceFeeds> open = new(StringComparer.Ordinal);

    /// <summary>The feeds of a namespace, started if nobody looks at it yet. To be given back.</summary>
    public NamespaceFeeds Take(string ns)
    {
        lock (gate)
        {
            if (!open.TryGetValue(ns, out var feeds))
            {
                feeds = new NamespaceFeeds(api, ns, options, time);
                open.Add(ns, feeds);
            }

            feeds.Watchers++;
            return feeds;
        }
    }

    /// <summary>Gives feeds back; the last one ends them.</summary>
    public async Task GiveBackAsync(string ns, NamespaceFeeds feeds)
    {
        lock (gate)
        {
            if (--feeds.Watchers > 0)
            {
                return;
            }

            open.Remove(ns);
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
}
