using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>The objects of one cluster and the log of their changes. Callers hold the cluster's gate.</summary>
internal sealed class ObjectStore
{
    // Enough for minutes of a busy release; a watch that falls behind further gets 410, as from a real server.
    const int LogLimit = 5000;
    const long LogBytesLimit = 8 * 1024 * 1024;

    readonly Dictionary<ResourceKind, SortedDictionary<string, StoredObject>> objects = [];
    readonly Queue<Change> log = [];
    long logBytes;

    /// <summary>The newest resourceVersion.</summary>
    public long Version { get; private set; } = 1000;

    /// <summary>Watches can only start from this resourceVersion on.</summary>
    public long CompactedVersion { get; private set; } = 1000;

    /// <summary>Raised after each change, with the gate held.</summary>
    public event Action<Change>? Changed;

    public StoredObject? Find(ResourceKind kind, string ns, string name) => Table(kind).GetValueOrDefault(Key(ns, name));

    /// <summary>Objects of a kind ordered by namespace and name; all namespaces when <paramref name="ns"/> is empty.</summary>
    public IEnumerable<StoredObject> List(ResourceKind kind, string ns = "") =>
        ns.Length == 0 ? Table(kind).Values : Table(kind).Values.Where(o => o.Namespace == ns);

    public IEnumerable<StoredObject> Everything() => objects.Values.SelectMany(t => t.Values);

    /// <summary>Stores a new version of an object; the value belongs to the store from then on.</summary>
    public StoredObject Put(ResourceKind kind, JsonObject value)
    {
        var before = Find(kind, value.Namespace(), value.Name());
        var after = Stamped(kind, value);
        Table(kind)[Key(after.Namespace, after.Name)] = after;
        Record(new Change(Version, before, after));
        before?.Retire();
        if (kind == ResourceKinds.Events)
        {
            // There are more of them than of everything else together, and hardly anybody looks at one again.
            after.Retire();
        }

        return after;
    }

    public StoredObject Remove(StoredObject stored)
    {
        Table(stored.Kind).Remove(Key(stored.Namespace, stored.Name));
        var last = Stamped(stored.Kind, stored.Value.Copy());
        Record(new Change(Version, last, null) { Removed = stored });
        stored.Retire();
        last.Retire();
        return last;
    }

    /// <summary>The objects as they were at a version, or null when the log does not reach back so far.</summary>
    public IEnumerable<StoredObject>? ListAt(ResourceKind kind, string ns, long version)
    {
        if (version >= Version || Since(version) is not { } changes)
        {
            return version >= Version ? List(kind, ns) : null;
        }

        var then = List(kind, ns).ToDictionary(o => Key(o.Namespace, o.Name));
        foreach (var change in changes.Reverse().Where(c => c.Object.Kind == kind && (ns.Length == 0 || c.Object.Namespace == ns)))
        {
            var key = Key(change.Object.Namespace, change.Object.Name);
            if ((change.Removed ?? change.Before) is { } before)
            {
                then[key] = before;
            }
            else
            {
                then.Remove(key);
            }
        }

        return then.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value);
    }

    /// <summary>Changes after a version, or null when the log does not reach back so far.</summary>
    public IReadOnlyList<Change>? Since(long version) =>
        version < CompactedVersion ? null : [.. log.Where(c => c.Version > version)];

    /// <summary>Forgets the log, as etcd's compaction does.</summary>
    public void Compact()
    {
        log.Clear();
        logBytes = 0;
        CompactedVersion = Version;
    }

    /// <summary>Takes objects from a saved state as they are; nothing is logged and nobody told.</summary>
    public void Load(long version, IEnumerable<(ResourceKind Kind, JsonObject Value)> saved)
    {
        objects.Clear();
        Version = version;
        Compact();
        foreach (var (kind, value) in saved)
        {
            var own = long.TryParse(value.Text("metadata", "resourceVersion"), CultureInfo.InvariantCulture, out var v) ? v : version;
            Table(kind)[Key(value.Namespace(), value.Name())] = new StoredObject(kind, value, own);
        }
    }

    StoredObject Stamped(ResourceKind kind, JsonObject value)
    {
        Version++;
        value.Metadata()["resourceVersion"] = Version.ToString(CultureInfo.InvariantCulture);
        return new StoredObject(kind, value, Version);
    }

    void Record(Change change)
    {
        log.Enqueue(change);
        logBytes += change.Object.Utf8.Length;
        while (log.Count > LogLimit || logBytes > LogBytesLimit)
        {
            var oldest = log.Dequeue();
            logBytes -= oldest.Object.Utf8.Length;
            CompactedVersion = oldest.Version;
        }

        Changed?.Invoke(change);
    }

    SortedDictionary<string, StoredObject> Table(ResourceKind kind)
    {
        if (!objects.TryGetValue(kind, out var table))
        {
            table = new SortedDictionary<string, StoredObject>(StringComparer.Ordinal);
            objects[kind] = table;
        }

        return table;
    }

    static string Key(string ns, string name) => $"{ns}/{name}";
}
