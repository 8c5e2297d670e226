using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>
/// Writes Events about objects; a repetition counts up instead of adding one, and of many that differ in their message only, the later ones
/// are combined. Callers hold the cluster's gate.
/// </summary>
internal sealed class EventRecorder(Cluster cluster)
{
    // As on a real cluster.
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    const int MostSimilar = 10;
    static readonly TimeSpan SimilarityWindow = TimeSpan.FromMinutes(10);
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, (DateTimeOffset Last, HashSet<string> Messages)> similar = new(StringComparer.Ordinal);

    public void Normal(JsonObject about, string component, string reason, string message, string? fieldPath = null) =>
        Record(about, component, "Normal", reason, message, fieldPath);

    public void Warning(JsonObject about, string component, string reason, string message, string? fieldPath = null) =>
        Record(about, component, "Warning", reason, message, fieldPath);

    /// <summary>Removes events that are older than an hour.</summary>
    public void RemoveOld()
    {
        var old = cluster.Store.List(ResourceKinds.Events)
            .Where(e => (e.Value.Time("lastTimestamp") ?? e.Value.Time("eventTime")) < cluster.Clock.Now - Lifetime).ToList();
        old.ForEach(e => cluster.Store.Remove(e));
        if (old.Count > 0)
        {
            names.Clear();
            similar.Clear();
        }
    }

    void Record(JsonObject about, string component, string type, string reason, string message, string? fieldPath)
    {
        var kin = $"{about.Uid()}/{component}/{type}/{reason}";
        var isCombined = IsOneOfMany(kin, message);
        message = isCombined ? $"(combined from similar events): {message}" : message;
        var key = isCombined ? kin : $"{kin}/{fieldPath}/{message}";
        var ns = EventObject.NamespaceOf(about);
        var now = cluster.Clock.Now.Stamp();
        if (names.TryGetValue(key, out var name) && cluster.Store.Find(ResourceKinds.Events, ns, name) is { } known)
        {
            cluster.Amend(known, e =>
            {
                e["count"] = (e.Number("count") ?? 1) + 1;
                e["lastTimestamp"] = now;
                e["message"] = message;
            });
            return;
        }

        var made = EventObject.New(cluster, about, (type, reason, message), fieldPath);
        made["source"] = new JsonObject { ["component"] = component };
        made["firstTimestamp"] = now;
        made["lastTimestamp"] = now;
        made["count"] = 1;
        made["eventTime"] = null;
        made["reportingComponent"] = component;
        made["reportingInstance"] = "";
        names[key] = made.Name();
        cluster.Store.Put(ResourceKinds.Events, made);
    }

    // As on a real cluster: the tenth other message within ten minutes, and all that follow it.
    bool IsOneOfMany(string kin, string message)
    {
        var (last, messages) = similar.GetValueOrDefault(kin);
        if (messages is null || cluster.Clock.Now - last > SimilarityWindow)
        {
            messages = new(StringComparer.Ordinal);
        }

        messages.Add(message);
        similar[kin] = (cluster.Clock.Now, messages);
        if (messages.Count < MostSimilar)
        {
            return false;
        }

        messages.Remove(messages.First());
        return true;
    }
}
