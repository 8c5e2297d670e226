using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Tests.Judging;

/// <summary>A StatefulSet (vault) or a DaemonSet (agent) as a server of version 1.20 writes it, with its pods and revisions.</summary>
sealed class Recorded(string kind)
{
    readonly JsonNode table = Table.Load(kind == "StatefulSet" ? "statefulsets.yaml" : "daemonsets.yaml");

    public JsonArray Rows => (JsonArray)table["rows"]!;

    public string Name => (string)table["object"]!["metadata"]!["name"]!;

    public WorkloadReference Workload => new("east", "shop", kind, Name);

    /// <summary>The object with changes merged into it.</summary>
    public JsonObject Object(JsonNode? changes = null) => Table.Merge((JsonObject)table["object"]!.DeepClone(), changes);

    /// <summary>A pod by its place; <c>is</c> is <c>new</c>, <c>old</c>, <c>gone</c>, or null for one that is not there.</summary>
    public JsonObject? Pod(int index, JsonNode? row, string uid = "")
    {
        var details = row as JsonObject;
        var template = (string?)(details?["is"] ?? row);
        if (template is null or "none")
        {
            return null;
        }

        var ready = (bool?)details?["ready"] ?? true;
        var pod = Manifests.Parse($$"""
            {
              "kind": "Pod", "apiVersion": "v1",
              "metadata": {
                "name": "{{Name}}-{{index}}", "namespace": "shop", "uid": "{{(uid.Length > 0 ? uid : $"uid-{index}")}}", "resourceVersion": "10", "creationTimestamp": "2026-01-01T00:00:00Z",
                "labels": {"app": "{{Name}}", "controller-revision-hash": "{{Hash(template == "new" ? "new" : "old")}}", "pod-template-generation": "{{(template == "new" ? 2 : 1)}}"},
                "ownerReferences": [{"apiVersion": "apps/v1", "kind": "{{kind}}", "name": "{{Name}}", "uid": "uid-{{Name}}", "controller": true, "blockOwnerDeletion": true}]
              },
              "spec": {"nodeName": "node-{{index}}"},
              "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "{{(ready ? "True" : "False")}}", "reason": "{{(ready ? "" : "ContainersNotReady")}}"}]}
            }
            """);
        pod["spec"]!["containers"] = new JsonArray(Table.Merge(new JsonObject { ["name"] = Name, ["image"] = $"{Name}:2" }, details?["spec"]));
        pod["status"]!["containerStatuses"] = new JsonArray(Table.Merge(
            Manifests.Parse($$"""{"name": "{{Name}}", "ready": {{(ready ? "true" : "false")}}, "restartCount": 0, "state": {}, "imageID": "registry.local/{{Name}}@sha256:{{new string('b', 64)}}"}"""),
            details?["container"]));
        if (details?["conditions"] is { } conditions)
        {
            pod["status"]!["conditions"] = conditions.DeepClone();
        }

        if (template == "gone")
        {
            pod["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:03Z";
        }

        return pod;
    }

    public JsonObject[] Pods(JsonNode? rows) => [.. (rows as JsonArray ?? []).Select((row, index) => Pod(index, row)).OfType<JsonObject>()];

    /// <summary>The ControllerRevisions; none when they are <c>hidden</c>.</summary>
    public JsonObject[] Revisions(JsonNode? changes = null) => changes is JsonValue ? [] :
    [
        .. new[] { ("old", 1), ("new", 2) }.Select(item => Table.Merge(
            Manifests.Parse($$"""
                {
                  "metadata": {
                    "name": "{{Name}}-{{item.Item1}}", "namespace": "shop", "uid": "uid-{{Name}}-{{item.Item1}}", "labels": {"app": "{{Name}}", "controller-revision-hash": "{{Hash(item.Item1)}}"},
                    "ownerReferences": [{"kind": "{{kind}}", "name": "{{Name}}", "uid": "uid-{{Name}}", "controller": true}]
                  },
                  "data": {"spec": {"template": {"$patch": "replace"} } },
                  "revision": {{item.Item2}}
                }
                """),
            changes?[$"{Name}-{item.Item1}"])),
    ];

    public RolloutFacts Facts(JsonNode? changes, JsonNode? pods, JsonNode? revisions = null) => WorkloadKind.Of(Workload).Read(Object(changes))
        .With(Workload, Surroundings.Of(Revisions(revisions).Select(RevisionFacts.Read), Pods(pods).Select(PodFacts.Read)));

    /// <summary>A StatefulSet's pods carry the name of their revision, a DaemonSet's the hash alone.</summary>
    string Hash(string template) => kind == "StatefulSet" ? $"{Name}-{template}" : template;
}
