namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>Work to be done at a time, one piece for each key. Callers hold the cluster's gate.</summary>
internal sealed class Agenda
{
    readonly PriorityQueue<Item, (DateTimeOffset Due, long Order)> queue = new();
    readonly Dictionary<string, Item> byKey = new(StringComparer.Ordinal);
    long order;

    /// <summary>When the next piece of work is due, or null when there is none.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DropReplaced();
            return queue.TryPeek(out _, out var priority) ? priority.Due : null;
        }
    }

    /// <summary>Plans work; what was planned under the same key is replaced.</summary>
    public void Plan(string key, DateTimeOffset due, Action work)
    {
        var item = new Item(key, work);
        byKey[key] = item;
        queue.Enqueue(item, (due, order++));
    }

    public void Forget(string key) => byKey.Remove(key);

    public void Clear()
    {
        queue.Clear();
        byKey.Clear();
    }

    /// <summary>Takes the next piece of work that is due by then, or null.</summary>
    public Action? Take(DateTimeOffset until)
    {
        DropReplaced();
        if (!queue.TryPeek(out var item, out var priority) || priority.Due > until)
        {
            return null;
        }

        queue.Dequeue();
        byKey.Remove(item.Key);
        return item.Work;
    }

    void DropReplaced()
    {
        while (queue.TryPeek(out var item, out _) && !(byKey.TryGetValue(item.Key, out var current) && ReferenceEquals(current, item)))
        {
            queue.Dequeue();
        }
    }

    sealed record Item(string Key, Action Work);
}
