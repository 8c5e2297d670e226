using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>What all Events have, whoever writes them.</summary>
internal static class EventObject
{
    /// <summary>A new Event with a name of its own; times and writer are still to come.</summary>
    public static JsonObject New(Cluster cluster, JsonObject about, (string Type, string Reason, string Message) what, string? fieldPath) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Event",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"{about.Name()}.{cluster.Chance.Next().ToString("x16", CultureInfo.InvariantCulture)}",
            ["namespace"] = NamespaceOf(about),
            ["uid"] = cluster.Chance.Uid(),
            ["creationTimestamp"] = cluster.Clock.Now.Stamp(),
        },
        ["involvedObject"] = InvolvedObject(about, fieldPath),
        ["reason"] = what.Reason,
        ["message"] = what.Message,
        ["type"] = what.Type,
    };

    /// <summary>Where Events about an object are; those about objects without a namespace are in the default one.</summary>
    public static string NamespaceOf(JsonObject about) => about.Namespace() is { Length: > 0 } own ? own : "default";

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
