using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Objects as the tables that <c>kubectl get</c> asks for.</summary>
internal static class Tables
{
    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] DeploymentColumns =
    [
        ("Ready", "string", o => $"{o.Number("status", "readyReplicas") ?? 0}/{o.Number("spec", "replicas") ?? 0}"),
        ("Up-to-date", "string", o => o.Number("status", "updatedReplicas") ?? 0),
        ("Available", "string", o => o.Number("status", "availableReplicas") ?? 0),
    ];

    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] ReplicaSetColumns =
    [
        ("Desired", "integer", o => o.Number("spec", "replicas") ?? 0),
        ("Current", "integer", o => o.Number("status", "replicas") ?? 0),
        ("Ready", "integer", o => o.Number("status", "readyReplicas") ?? 0),
    ];

    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] StatefulSetColumns =
        [("Ready", "string", o => $"{o.Number("status", "readyReplicas") ?? 0}/{o.Number("spec", "replicas") ?? 0}")];

    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] DaemonSetColumns =
    [
        ("Desired", "integer", o => o.Number("status", "desiredNumberScheduled") ?? 0),
        ("Current", "integer", o => o.Number("status", "currentNumberScheduled") ?? 0),
        ("Ready", "integer", o => o.Number("status", "numberReady") ?? 0),
        ("Up-to-date", "integer", o => o.Number("status", "updatedNumberScheduled") ?? 0),
        ("Available", "integer", o => o.Number("status", "numberAvailable") ?? 0),
    ];

    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] PodColumns =
    [
        ("Ready", "string", o => $"{o.Items("status", "containerStatuses").Count(c => c.Flag("ready"))}/{o.Items("spec", "containers").Count()}"),
        ("Status", "string", PodState),
        ("Restarts", "string", o => o.Items("status", "containerStatuses").Sum(c => c.Number("restartCount") ?? 0).ToString(CultureInfo.InvariantCulture)),
    ];

    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] ServiceColumns =
    [
        ("Type", "string", o => o.Text("spec", "type")),
        ("Cluster-IP", "string", o => o.Text("spec", "clusterIP")),
        ("Port(s)", "string", o => string.Join(',', o.Items("spec", "ports").Select(p => $"{p.Number("port")}/{p.Text("protocol")}"))),
    ];

    static readonly (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] EventColumns =
    [
        ("Last Seen", "string", o => o.Text("lastTimestamp")),
        ("Type", "string", o => o.Text("type")),
        ("Reason", "string", o => o.Text("reason")),
        ("Object", "string", o => $"{o.Text("involvedObject", "kind")?.ToLowerInvariant()}/{o.Text("involvedObject", "name")}"),
        ("Message", "string", o => o.Text("message")),
    ];

    /// <summary>A meta.k8s.io/v1 Table of the objects.</summary>
    public static JsonObject Of(ResourceKind kind, IEnumerable<JsonObject> objects, JsonObject metadata, DateTimeOffset now)
    {
        var own = Columns(kind);
        var columns = new JsonArray(Column("Name", "string", "name"));
        foreach (var (name, type, _) in own)
        {
            columns.Add(Column(name, type, ""));
        }

        columns.Add(Column("Age", "string", ""));
        var rows = objects.Select(o => new JsonObject
        {
            ["cells"] = new JsonArray([o.Name(), .. own.Select(c => c.Cell(o)), Age(o, now)]),
            ["object"] = PartialMetadata.Of(o),
        });
        return new()
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = columns,
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    static (string Name, string Type, Func<JsonObject, JsonNode?> Cell)[] Columns(ResourceKind kind) => kind.Kind switch
    {
        "Deployment" => DeploymentColumns,
        "ReplicaSet" => ReplicaSetColumns,
        "StatefulSet" => StatefulSetColumns,
        "DaemonSet" => DaemonSetColumns,
        "Pod" => PodColumns,
        "Service" => ServiceColumns,
        "Event" => EventColumns,
        _ => [],
    };

    static JsonNode? PodState(JsonObject pod)
    {
        var states = pod.Items("status", "containerStatuses").Select(c => c.Text("state", "waiting", "reason") ?? c.Text("state", "terminated", "reason"));
        return pod.IsTerminating() ? "Terminating" : states.FirstOrDefault(s => s is not null) ?? pod.Text("status", "phase");
    }

    static JsonObject Column(string name, string type, string format) => new()
    { ["name"] = name, ["type"] = type, ["format"] = format, ["description"] = "", ["priority"] = 0 };

    static JsonValue Age(JsonObject o, DateTimeOffset now)
    {
        var age = now - (o.Time("metadata", "creationTimestamp") ?? now);
        var text = age < TimeSpan.FromMinutes(2) ? $"{(int)age.TotalSeconds}s"
            : age < TimeSpan.FromHours(3) ? $"{(int)age.TotalMinutes}m"
            : age < TimeSpan.FromDays(2) ? $"{(int)age.TotalHours}h" : $"{(int)age.TotalDays}d";
        return JsonValue.Create(text);
    }
}
