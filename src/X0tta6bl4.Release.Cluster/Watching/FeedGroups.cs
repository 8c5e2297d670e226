using System.Collections.Immutable;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Groups what a feed holds, once for each of its states however many look.</summary>
/// <typeparam name="T">What is kept of each object.</typeparam>
/// <param name="feed">The feed; null for one that is not needed.</param>
/// <param name="group">Groups the objects.</param>
sealed class FeedGroups<T>(ObjectFeed<T>? feed, Func<IEnumerable<T>, ILookup<string, T>> group)
    where T : class
{
    (ImmutableDictionary<string, T>? Of, ILookup<string, T> Groups) last = (null, group([]));

    readonly Lock gate = new();

    /// <summary>The groups of the feed's present state.</summary>
    public ILookup<string, T> Now
    {
        get
        {
            var objects = feed?.Objects;
            lock (gate)
            {
                if (!ReferenceEquals(last.Of, objects))
                {
                    last = (objects, group(objects?.Values ?? []));
                }

                return last.Groups;
            }
        }
    }
}
