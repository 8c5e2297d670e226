using System.Globalization;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>The parts of <c>metadata</c> that controllers and verbs ask for.</summary>
internal static class ObjectReading
{
    public static string Name(this JsonObject o) => o.Text("metadata", "name") ?? "";

    public static string Namespace(this JsonObject o) => o.Text("metadata", "namespace") ?? "";

    public static string Uid(this JsonObject o) => o.Text("metadata", "uid") ?? "";

    public static bool IsTerminating(this JsonObject o) => o.At("metadata", "deletionTimestamp") is not null;

    public static JsonObject Metadata(this JsonObject o) => o.Ensure("metadata");

    public static JsonObject? Labels(this JsonObject o) => o.At("metadata", "labels") as JsonObject;

    public static string? Annotation(this JsonObject o, string name) => o.Text("metadata", "annotations", name);

    public static int Generation(this JsonObject o) => o.Number("metadata", "generation") ?? 0;

    /// <summary>The uid of the controlling owner, or null.</summary>
    public static string? ControllerUid(this JsonObject o) =>
        o.Items("metadata", "ownerReferences").FirstOrDefault(r => r.Flag("controller")).Text("uid");

    public static JsonObject? Condition(this JsonObject o, string type) =>
        o.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    public static bool IsConditionTrue(this JsonObject o, string type) => o.Condition(type).Text("status") == "True";

    /// <summary>A time as Kubernetes writes it in objects: UTC, whole seconds.</summary>
    public static string Stamp(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>An owner reference to a controller.</summary>
    public static JsonObject ControllerReference(this JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}
