using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Events as the scheduler writes them: by a newer API than all others, with a time of their own and a series in the place of a count. Needs the gate.</summary>
internal sealed class SchedulerEvents(Cluster cluster)
{
    const string Component = "default-scheduler";
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Records that something was done or tried; a repetition counts up.</summary>
    public void Record(JsonObject about, string type, string reason, string action, string message)
    {
        var key = $"{about.Uid()}/{reason}/{message}";
        if (names.TryGetValue(key, out var name) && cluster.Store.Find(ResourceKinds.Events, about.Namespace(), name) is { } before)
        {
            cluster.Amend(before, e => e["series"] = new JsonObject
            {
                ["count"] = (e.Number("series", "count") ?? 1) + 1,
                ["lastObservedTime"] = Now,
            });
            return;
        }

        var made = EventObject.New(cluster, about, (type, reason, message), null);
        made["source"] = new JsonObject();
        made["firstTimestamp"] = null;
        made["lastTimestamp"] = null;
        made["eventTime"] = Now;
        made["action"] = action;
        made["reportingComponent"] = Component;
        made["reportingInstance"] = $"{Component}-{cluster.Name}";
        names[key] = made.Name();
        cluster.Store.Put(ResourceKinds.Events, made);
    }

    string Now => cluster.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
