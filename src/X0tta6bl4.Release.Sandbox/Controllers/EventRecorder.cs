using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Writes Events about objects; a repetition counts up instead of adding one. Callers hold the cluster's gate.</summary>
internal sealed class EventRecorder(Cluster cluster)
{
    // As on a real cluster.
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

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
        }
    }

    void Record(JsonObject about, string component, string type, string reason, string message, string? fieldPath)
    {
        var key = $"{about.Uid()}/{component}/{type}/{reason}/{message}";
        var ns = about.Namespace() is { Length: > 0 } own ? own : "default";
        var now = cluster.Clock.Now.Stamp();
        if (names.TryGetValue(key, out var name) && cluster.Store.Find(ResourceKinds.Events, ns, name) is { } known)
        {
            cluster.Amend(known, e =>
            {
                e["count"] = (e.Number("count") ?? 1) + 1;
                e["lastTimestamp"] = now;
            });
            return;
        }

        name = $"{about.Name()}.{cluster.Chance.Next().ToString("x16", CultureInfo.InvariantCulture)}";
        names[key] = name;
        cluster.Store.Put(ResourceKinds.Events, NewEvent(about, ns, name, component, now, (type, reason, message, fieldPath)));
    }

    JsonObject NewEvent(
        JsonObject about, string ns, string name, string component, string now,
        (string Type, string Reason, string Message, string? FieldPath) what) => new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = ns,
                ["uid"] = cluster.Chance.Uid(),
                ["creationTimestamp"] = now,
            },
            ["involvedObject"] = InvolvedObject(about, what.FieldPath),
            ["reason"] = what.Reason,
            ["message"] = what.Message,
            ["source"] = new JsonObject { ["component"] = component },
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
            ["type"] = what.Type,
            ["eventTime"] = null,
            ["reportingComponent"] = component,
            ["reportingInstance"] = "",
        };

    static JsonObject InvolvedObject(JsonObject about, string? fieldPath)
    {
        var reference = new JsonObject
        {
            ["kind"] = about.Text("kind"),
            ["namespace"] = about.Namespace(),
            ["name"] = about.Name(),
            ["uid"] = about.Uid(),
            ["apiVersion"] = about.Text("apiVersion"),
            ["resourceVersion"] = about.Text("metadata", "resourceVersion"),
        };
        if (fieldPath is not null)
        {
            reference["fieldPath"] = fieldPath;
        }

        return reference;
    }
}
