using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>One column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Type">string or integer.</param>
/// <param name="Cell">What an object has in it.</param>
/// <param name="IsWide">Whether it is only shown with <c>-o wide</c>.</param>
internal sealed record TableColumn(string Name, string Type, Func<JsonObject, JsonNode?> Cell, bool IsWide = false);

/// <summary>The columns of each kind.</summary>
internal static class TableColumns
{
    const string None = "<none>";
    static readonly TableColumn Name = new("Name", "string", o => o.Name());
    static readonly TableColumn Containers = new("Containers", "string", o => Joined(PodSpec(o), "name"), true);
    static readonly TableColumn Images = new("Images", "string", o => Joined(PodSpec(o), "image"), true);
    static readonly TableColumn Selector = new("Selector", "string", o => LabelSelector.FromSpec(o.At("spec", "selector")) is { IsEmpty: false } s ? s.ToString() : None, true);
    static readonly TableColumn Replicas = Text("Ready", o => $"{o.Number("status", "readyReplicas") ?? 0}/{o.Number("spec", "replicas") ?? 0}");

    /// <summary>The columns of a kind, ages counted to a moment.</summary>
    public static IReadOnlyList<TableColumn> Of(ResourceKind kind, DateTimeOffset now)
    {
        var age = Text("Age", o => TableCells.Age(o, now));
        return kind.Kind switch
        {
            "Deployment" => [Name, Replicas, Text("Up-to-date", o => Count(o, "updatedReplicas")), Text("Available", o => Count(o, "availableReplicas")), age, Containers, Images, Selector],
            "ReplicaSet" =>
            [
                Name, Number("Desired", o => o.Number("spec", "replicas") ?? 0), Number("Current", o => Count(o, "replicas")), Number("Ready", o => Count(o, "readyReplicas")),
                age, Containers, Images, Selector,
            ],
            "StatefulSet" => [Name, Replicas, age, Containers, Images],
            "DaemonSet" =>
            [
                Name, Number("Desired", o => Count(o, "desiredNumberScheduled")), Number("Current", o => Count(o, "currentNumberScheduled")),
                Number("Ready", o => Count(o, "numberReady")), Number("Up-to-date", o => Count(o, "updatedNumberScheduled")), Number("Available", o => Count(o, "numberAvailable")),
                Text("Node Selector", o => TableCells.Labels(PodSpec(o).At("nodeSelector"))), age, Containers, Images, Selector,
            ],
            "Pod" =>
            [
                Name, Text("Ready", o => $"{o.Items("status", "containerStatuses").Count(c => c.Flag("ready"))}/{o.Items("spec", "containers").Count()}"), Text("Status", TableCells.PodState),
                Text("Restarts", o => o.Items("status", "containerStatuses").Sum(c => c.Number("restartCount") ?? 0).ToString(CultureInfo.InvariantCulture)),
                age, Wide("IP", o => Given(o, "status", "podIP")), Wide("Node", o => Given(o, "spec", "nodeName")), Wide("Nominated Node", o => Given(o, "status", "nominatedNodeName")),
                Wide("Readiness Gates", _ => None),
            ],
            "Service" =>
            [
                Name, Text("Type", o => o.Text("spec", "type")), Text("Cluster-IP", o => Given(o, "spec", "clusterIP")), Text("External-IP", o => o.Text("spec", "externalName") ?? None),
                Text("Port(s)", TableCells.Ports), age, Wide("Selector", o => TableCells.Labels(o.At("spec", "selector"))),
            ],
            "Event" =>
            [
                Text("Last Seen", o => TableCells.LastSeen(o, now)), Text("Type", o => o.Text("type")), Text("Reason", o => o.Text("reason")),
                Text("Object", o => $"{o.Text("involvedObject", "kind")?.ToLowerInvariant()}/{o.Text("involvedObject", "name")}"), Text("Message", o => o.Text("message")), Name with { IsWide = true },
            ],
            "ConfigMap" => [Name, Text("Data", o => TableCells.Entries(o, "data") + TableCells.Entries(o, "binaryData")), age],
            "Secret" => [Name, Text("Type", o => o.Text("type")), Text("Data", o => TableCells.Entries(o, "data")), age],
            "Namespace" => [Name, Text("Status", o => o.Text("status", "phase")), age],
            "Node" =>
            [
                Name, Text("Status", o => o.IsConditionTrue("Ready") ? "Ready" : "NotReady"), Text("Roles", _ => None), age, Text("Version", o => o.Text("status", "nodeInfo", "kubeletVersion")),
            ],
            "Lease" => [Name, Text("Holder", o => o.Text("spec", "holderIdentity") ?? ""), age],
            "Endpoints" => [Name, Text("Endpoints", TableCells.Addresses), age],
            "ServiceAccount" => [Name, Text("Secrets", o => o.Items("secrets").Count()), age],
            "Role" or "ClusterRole" => [Name, Text("Created At", o => o.Text("metadata", "creationTimestamp"))],
            "RoleBinding" or "ClusterRoleBinding" => [Name, Text("Role", o => $"{o.Text("roleRef", "kind")}/{o.Text("roleRef", "name")}"), age],
            "Job" => [Name, Text("Completions", o => $"{Count(o, "succeeded")}/{o.Number("spec", "completions") ?? 1}"), age, Containers, Images],
            "ResourceQuota" => [Name, age, Text("Request", TableCells.Quota)],
            _ => [Name, age],
        };
    }

    static TableColumn Text(string name, Func<JsonObject, JsonNode?> cell) => new(name, "string", cell);

    static TableColumn Number(string name, Func<JsonObject, JsonNode?> cell) => new(name, "integer", cell);

    static TableColumn Wide(string name, Func<JsonObject, JsonNode?> cell) => new(name, "string", cell, true);

    static int Count(JsonObject o, string field) => o.Number("status", field) ?? 0;

    static string Given(JsonObject o, string part, string field) => o.Text(part, field) is { Length: > 0 } value ? value : None;

    static JsonNode? PodSpec(JsonObject o) => o.At("spec", "template", "spec");

    static string Joined(JsonNode? spec, string field) => string.Join(',', spec.Items("containers").Select(c => c.Text(field)));
}
